// Read-only: each question so far, what was chosen and what came of it.

import type { Past } from "../engine/index";
import { details, el, type Child } from "../ui/dom";
import { happened } from "../ui/aftermath";
import type { Player } from "../ui/player";
import { chosen } from "./chosen";

export function pastLines(player: Player, history: Past[]): Child {
  const lines = history.map((past) => line(player, past));
  return details(player.phrase("soFar", { n: history.length }), el("ol.past", lines));
}

const line = (player: Player, past: Past): Child =>
  el(
    "li",
    el("p", el("b", { html: past.prompt })),
    chosen(player, past),
    happened(past.feedback.consequence),
  );
