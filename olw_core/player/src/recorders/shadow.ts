// A copy of what the LMS has not taken, in the tab's sessionStorage: a relaunch in the same tab (after logging in again) sends it.
// Named by a hash of page and learner, since a ward computer is shared; gone when the LMS has it or the tab closes.

import type { Snapshot } from "./recorder";

export interface Copy { counter: number; snapshot: Snapshot }

const PREFIX = "olw.";

function hash(text: string): string {
  let value = 5381;
  for (const character of text) value = (Math.imul(value, 33) ^ character.codePointAt(0)!) >>> 0;
  return value.toString(36);
}

export class Shadow {
  private readonly page_ = PREFIX + hash(location.pathname);

  /** `learner` is asked only when there is something to keep or to find: it costs a call to the LMS. */
  constructor(private readonly learner_: () => string) {}

  find(): Copy | null {
    try {
      const held = sessionStorage.getItem(this.page_);
      if (!held) return null;
      const { by, copy } = JSON.parse(held) as { by: string; copy: Copy };
      return by === this.owner_() && typeof copy.snapshot.text === "string" ? copy : null;
    } catch {
      return null;   // storage refused, or not our text
    }
  }

  /** Kept for nobody when the LMS does not say who the learner is. */
  keep(copy: Copy): void {
    try {
      const by = this.owner_();
      if (by) sessionStorage.setItem(this.page_, JSON.stringify({ by, copy }));
    } catch { /* storage refused: the copy in memory stays */ }
  }

  drop(): void {
    try {
      sessionStorage.removeItem(this.page_);
    } catch { /* storage refused */ }
  }

  private owner_(): string {
    const learner = this.learner_();
    return learner && hash(learner);
  }
}
