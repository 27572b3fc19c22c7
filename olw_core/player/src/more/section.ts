// A part of the ending with a heading of its own.

import { details, el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const section = (player: Player, title: string, ...children: Child[]): HTMLElement =>
  el("section", player.head(2, title), children);

/** One that the learner opens. */
export function fold(player: Player, title: string, ...children: Child[]): HTMLDetailsElement {
  const folded = details(player.head(2, title), ...children);
  folded.classList.add("fold");
  return folded;
}
