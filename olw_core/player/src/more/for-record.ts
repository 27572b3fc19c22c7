// For your record: the result, where there is one to tell, what the choices showed, and a learning
// record to print (learning-record.ts).

import type { View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import { looking, type Player } from "../ui/player";
import { behaviours } from "./behaviours";
import { learningRecord } from "./learning-record";
import { passMark } from "./mark";
import { fold } from "./section";

/** Open where a trust has set a mark: whether it is reached is news. */
export function forRecord(player: Player, view: View): Child {
  const marked = PACKAGED && passMark(player, view);
  const place = fold(
    player,
    player.phrase("forRecord"),
    percentages(player, view),
    marked,
    behaviours(player, view),
    learningRecord(player, view),
  );
  place.open = !!marked;
  return place;
}

function percentages(player: Player, { result }: View): Child {
  const { percent, best } = result!;
  const line = (key: "percent" | "best", n?: number): Child =>
    n != null && el("p", player.phrase(key, { n }));
  if (percent == null || looking(player)) return line("percent", percent);
  const better = best !== percent && line("best", best);
  return [line("percent", percent), better, el("p.hint", player.phrase("retryHelp"))];
}
