// The one question before a story is left: said plainly, answered with one press, never asked for a
// reason.

import type { View } from "../engine/index";
import { button, el } from "../ui/dom";
import { leave } from "../ui/moves";
import { looking, type Player } from "../ui/player";
import { support } from "./support";

/** `before`: what was on the screen. It comes back as it was, with everything chosen. */
export function leaveScreen(player: Player, view: View, before: Node[]): void {
  const { phrase } = player;
  const place: HTMLElement = el(
    "div.stack",
    el("p", phrase("leaveHelp"), !looking(player) && [el("br"), " ", phrase("leaveCounts")]),
    el(
      "div.taps",
      button(phrase("leaveNow"), () => leave(player, place, view)),
      button(phrase("stay"), () => player.show(before, view), "second"),
    ),
    el("div", support(player)),
  );
  player.show([player.top("", phrase("leaveAsk")), place]);
}
