// The pass mark at the end, where a trust has set one: whether the best result reaches it, and what that means.

import type { View } from "../engine/index";
import { h, type Child } from "../ui/dom";
import { looking, type Player } from "../ui/player";

/** Of a story on its own; in a course the mark is for all of it, and stands above the list. */
export function passMark(p: Player, { result }: View): Child {
  const n = p.config.passMark;
  const best = result!.best;
  if (!n || best === undefined || p.session.course || looking(p)) return null;
  return h("p.notice", null, p.t(best >= n ? "markReached" : "markMissed", { n }));
}
