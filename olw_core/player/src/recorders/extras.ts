// The guarded extras: interactions. Switched off for good after the first refusal (ESR answers 401).

import type { Calls } from "./calls";
import type { Edition } from "./edition";
import type { Interaction } from "./recorder";

interface Kept { item: Interaction; when: Date; index: number; sent: boolean }

export class Extras {
  private off_ = false;
  private next_ = -1;

  constructor(private readonly calls_: Calls, private readonly edition_: Edition) {}

  write(kept: Kept[], resend: boolean): void {
    for (const one of kept) {
      if (this.off_) return;
      if (one.sent && !resend) continue;
      if (one.index < 0) one.index = this.place_();
      one.sent = this.put_(one);
    }
  }

  /** The LMS's own count goes on after a resume; an LMS that cannot tell it starts at 0. */
  private place_(): number {
    if (this.next_ < 0) this.next_ = Number(this.calls_.get("cmi.interactions._count")) || 0;
    return this.next_++;
  }

  private put_({ item, when, index }: Kept): boolean {
    for (const [element, value] of this.edition_.interaction(`cmi.interactions.${index}`, item, when)) {
      if (!this.calls_.set(element, value)) return !(this.off_ = true);
    }
    return true;
  }
}

/** Leaving the story ("_") is not an answer, and no LMS would take it as one. */
export function keep(items: Interaction[], when: Date): Kept[] {
  return items.filter(({ response }) => /^[a-z0-9]+$/.test(response))
    .map((item) => ({ item, when, index: -1, sent: false }));
}

export type { Kept };
