// A part of the ending with a heading of its own.

import { h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const section = (p: Player, title: string, ...children: Child[]): HTMLElement =>
  h("section", null, p.head(2, title), children);
