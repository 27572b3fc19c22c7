// The engine's public face: docs/developers/formats.md, section 6.
export { keepPlan, read, respond, retry, start, view } from "./engine";
export { cardAnswer, cardView } from "./cards";
export { write } from "./record";
export { LEAVE } from "./story";
export { EngineError } from "./errors";
export type * from "./types";
