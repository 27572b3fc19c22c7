// A part of the ending with a heading of its own.

import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const section = (player: Player, title: string, ...children: Child[]): HTMLElement =>
  el("section", player.head(2, title), children);
