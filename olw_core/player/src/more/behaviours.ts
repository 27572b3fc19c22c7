// What a learner's choices showed, for each behaviour, in words: a small count of decisions says
// less than it seems to.

import type { Evidence, View } from "../engine/index";
import type { Key } from "../strings";
import { details, el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export function behaviours(player: Player, { result }: View): Child {
  const shown = result!.evidence;
  if (!shown.length) return null;
  const lines = shown.map((one) => line(player, one));
  const judgement = el("p.hint", player.phrase("judgement"));
  return details(player.phrase("evidence"), el("ul.rows", lines), judgement);
}

const line = ({ phrase }: Player, one: Evidence): Child =>
  el("li", el("p.grow", one.label), el("p", el("b", phrase(howOften(one)))));

function howOften({ met, of }: Evidence): Key {
  if (met === 0) return "shown0";
  return met === of ? "shown2" : "shown1";
}
