// How long a recorder waits before it tries again what its platform did not take. Each wait is
// twice the one before. What is sent then: scorm.ts, cmi5.ts.

const FIRST = 2000; // ms
const LAST = 60_000;

export interface Retry {
  /** Tries again when it is time. */
  later(again: () => void): void;
  /** Does something else after so many milliseconds, in the place of the next try. */
  after(milliseconds: number, then: () => void): void;
  stop(): void;
  /** The next wait is the first again. */
  reset(): void;
}

export function makeRetry(): Retry {
  let timer = 0;
  let pause = FIRST;

  function after(milliseconds: number, then: () => void): void {
    timer = window.setTimeout(then, milliseconds);
  }

  return {
    after,
    later(again) {
      after(pause, again);
      pause = Math.min(pause * 2, LAST);
    },
    stop: () => clearTimeout(timer),
    reset() {
      pause = FIRST;
    },
  };
}
