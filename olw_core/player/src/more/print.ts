// Prints one sheet and nothing else, also where the player stands inside somebody else's page.

import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

const SHOWN = "{visibility:visible;position:absolute;inset:0}";
const ALONE = `@media print{body *{visibility:hidden}olw-player[data-printing]${SHOWN}}`;

export function print(player: Player, ...children: Child[]): void {
  const { host } = player.box.getRootNode() as ShadowRoot;
  const sheet = el("div.sheet", children);
  const alone = new CSSStyleSheet();
  alone.replaceSync(ALONE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  host.setAttribute("data-printing", "");
  player.box.append(sheet);

  function clear(): void {
    const others = document.adoptedStyleSheets.filter((one) => one !== alone);
    document.adoptedStyleSheets = others;
    host.removeAttribute("data-printing");
    sheet.remove();
  }

  addEventListener("afterprint", clear, { once: true });
  window.print();
}
