// What stands on the screen after "Save and close": the visit has ended, and nothing can be played
// on unsaved.

import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

/** Whether this page has a window of its own, which the learner may close. */
function isOpened(): boolean {
  try {
    return !!window.top!.opener;
  } catch {
    return false;
  }
}

export function closed({ top, phrase }: Player): Child[] {
  const words = isOpened() ? "closedWindow" : "closedPage";
  return [top("", phrase("closed")), el("p", phrase(words))];
}
