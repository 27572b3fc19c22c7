// The one question before a story is left: said plainly, answered with one press, never asked for a reason.

import type { View } from "../engine/index";
import { button, h } from "../ui/dom";
import { looking, type Player } from "../ui/player";
import { leave, support } from "../ui/scene";

/** `before`: what was on the screen. It comes back as it was, with everything chosen. */
export function leaveScreen(p: Player, view: View, before: Node[]): void {
  const place: HTMLElement = h(
    "div.stack",
    null,
    h("p", null, p.t("leaveHelp"), !looking(p) && [" ", p.t("leaveDone")]),
    h(
      "div.taps",
      null,
      button(p.t("leaveNow"), () => leave(p, place, view)),
      button(p.t("stay"), () => p.show(before, view), "second"),
    ),
    h("div", null, support(p)),
  );
  p.show([p.top("", p.t("leaveAsk")), place]);
}
