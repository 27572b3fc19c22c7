// The guarded extras: interactions. Switched off for good after the first refusal (ESR answers 401).

import type { Calls } from "./calls";
import type { Edition } from "./edition";
import type { Interaction } from "./recorder";

interface Kept { item: Interaction; when: Date; sent: boolean }

export class Extras {
  private off_ = false;
  private next_ = -1;

  constructor(private readonly calls_: Calls, private readonly edition_: Edition) {}

  /** Each in a place of its own: what is written again after a failure is new to the LMS, and so is sent. */
  write(kept: Kept[]): void {
    for (const one of kept) {
      if (!one.sent && !this.off_) this.put_(one);
      one.sent = true;   // what is refused is not offered twice
    }
  }

  /** The LMS's own count goes on after a resume; an LMS that cannot tell it starts at 0. */
  private place_(): number {
    if (this.next_ < 0) this.next_ = Number(this.calls_.get("cmi.interactions._count")) || 0;
    return this.next_++;
  }

  private put_({ item, when }: Kept): void {
    const place = `cmi.interactions.${this.place_()}`;
    for (const [element, value] of this.edition_.interaction(place, item, when)) {
      const taken = this.calls_.set(element, value);
      this.off_ = !taken && !element.endsWith("description");   // the words are not what counts
      if (this.off_) return;
    }
  }
}

/** Leaving the story ("_") is not an answer, and no LMS would take it as one. */
export function keep(items: Interaction[], when: Date): Kept[] {
  return items.filter(({ response }) => /^[a-z0-9]+$/.test(response))
    .map((item) => ({ item, when, sent: false }));
}

export type { Kept };
