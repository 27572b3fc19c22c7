// Prints one sheet and nothing else, also where the player stands inside somebody else's page: what
// is marked so is told apart by the style sheet. Sheets are the card with the plan (take-away.ts)
// and the learning record (learning-record.ts).

import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

const MARK = "data-printing";

export function print(player: Player, ...children: Child[]): void {
  const { host } = player.box.getRootNode() as ShadowRoot;
  const sheet = el("div.sheet", children);
  const marked = [host, document.documentElement];

  function clear(): void {
    for (const one of marked) one.removeAttribute(MARK);
    sheet.remove();
  }

  for (const one of marked) one.setAttribute(MARK, "");
  player.box.append(sheet);
  addEventListener("afterprint", clear, { once: true });
  window.print();
}
