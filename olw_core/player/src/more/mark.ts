// The pass mark at the end, where a trust has set one: whether the best result reaches it, and what
// that means.

import type { View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import { looking, type Player } from "../ui/player";

/** Of a story on its own; in a course the mark is for all of it, and stands above the list. */
export function passMark(player: Player, { result }: View): Child {
  const { config, session, phrase } = player;
  const n = config.passMark;
  const best = result!.best;
  if (!n || best === undefined || session.course || looking(player)) return null;
  const words = best >= n ? "markReached" : "markMissed";
  return el("p.notice", phrase(words, { n }));
}
