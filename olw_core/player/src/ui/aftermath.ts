// What came of a choice, on top of what follows: the learner's own bubble, and what happened.

import type { View } from "../engine/index";
import { el, type Child } from "./dom";
import type { Player } from "./player";

/** The first thing on a screen that follows from a choice: it has the screen's first heading. */
export function aftermath(player: Player, { history, feedback }: View): Child {
  const past = history[history.length - 1]!;
  return el(
    "div.came",
    el(
      "div.mine",
      player.top("", player.phrase("youChose")),
      player.rest((more) => [more.answerOf(player, past)]),
    ),
    happened(feedback!.consequence),
  );
}

export const happened = (html: string): Child => el("p.told", { html });
