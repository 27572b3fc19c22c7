// Prints one sheet and nothing else, also where the player stands inside somebody else's page.

import { h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

const ALONE =
  "@media print{body *{visibility:hidden}olw-player[data-printing]{visibility:visible;position:absolute;inset:0}}";

export function print(p: Player, ...children: Child[]): void {
  const host = (p.box.getRootNode() as ShadowRoot).host;
  const sheet = h("div.sheet", null, children);
  const alone = new CSSStyleSheet();
  alone.replaceSync(ALONE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
  host.setAttribute("data-printing", "");
  p.box.append(sheet);
  addEventListener(
    "afterprint",
    () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== alone);
      host.removeAttribute("data-printing");
      sheet.remove();
    },
    { once: true },
  );
  window.print();
}
