// Evidence in words: for each behaviour, how many of the decisions that test it went well.

import type { Evidence, View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { section } from "./section";

export function evidence(player: Player, { result }: View): Child {
  const shown = result!.evidence;
  if (!shown.length) return null;
  return section(
    player,
    player.phrase("evidence"),
    el(
      "ul.rows",
      shown.map((one) => line(player, one)),
    ),
    el("p.hint", player.phrase("judgement")),
  );
}

function line({ phrase }: Player, { label, met, of }: Evidence): Child {
  const counted = phrase(of === 1 ? "of1" : "of", { met, of });
  return el("li", el("p.grow", label), el("p", el("b", counted)));
}
