// What the engine refuses, in words for learners.

/** A refusal with a stable code. `step-conflict` means: show the current View. */
export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const conflict = (): EngineError =>
  new EngineError(
    "step-conflict",
    "You have already gone on from here, perhaps in another window. " +
      "This is where you are now.",
  );
