// What stands on the screen after "Save and close": the visit has ended, and nothing can be played on unsaved.

import { h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

/** Whether this page has a window of its own, which the learner may close. */
function opened(): boolean {
  try {
    return !!window.top!.opener;
  } catch {
    return false;
  }
}

export const closed = (p: Player): Child[] => [
  p.top("", p.t("closed")),
  h("p", null, p.t(opened() ? "closedWindow" : "closedPage")),
];
