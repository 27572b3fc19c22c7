// The engine's public face: docs/developers/formats.md, section 6.

export { keepPlan, leave, read, respond, retry, start, view } from "./engine";
export { cardAnswer, cardView } from "./cards";
export { counted, write } from "./record";
export { ended, follow, LEAVE, mayLeave, percent, walk } from "./story";
export { EngineError } from "./errors";
export type * from "./types";
