// The guarded extras: interactions. Switched off for good after the first refusal (ESR answers
// 401).

import type { Calls } from "./calls";
import type { Edition } from "./edition";
import type { Interaction } from "./recorder";

/** One decision that was answered, and whether it has been offered to the LMS. */
export interface Answered {
  item: Interaction;
  when: Date;
  sent: boolean;
}

/** Leaving the story ("_") is not an answer, and no LMS would take it as one. */
export function answersIn(items: Interaction[], when: Date): Answered[] {
  const answered = items.filter(({ response }) => /^[a-z0-9]+$/.test(response));
  return answered.map((item) => ({ item, when, sent: false }));
}

/** Gives a function that writes each in a place of its own: what is written again after a failure
 *  is new to the LMS, and so is sent. */
export function makeInteractions(calls: Calls, edition: Edition): (answers: Answered[]) => void {
  let off = false;
  let next = -1;

  /** The LMS's own count goes on after a resume; an LMS that cannot tell it starts at 0. */
  function place(): string {
    if (next < 0) next = Number(calls.get("cmi.interactions._count")) || 0;
    return `cmi.interactions.${next++}`;
  }

  function put({ item, when }: Answered): void {
    const at = place();
    for (const [field, value] of Object.entries(edition.interaction(item, when))) {
      const taken = !value || calls.set(`${at}.${field}`, value);
      off = !taken && field !== "description"; // the words are not what counts
      if (off) return;
    }
  }

  return (answers) => {
    for (const one of answers) {
      if (!one.sent && !off) put(one);
      one.sent = true; // what is refused is not offered twice
    }
  };
}
