// For your record: the result, where there is one to tell, what the choices showed, and a learning
// record to print.

import type { View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import { looking, type Player } from "../ui/player";
import { behaviours } from "./behaviours";
import { passMark } from "./mark";
import { learningRecord } from "./portfolio";
import { section } from "./section";

export const forRecord = (player: Player, view: View): Child =>
  section(
    player,
    player.phrase("forRecord"),
    percentages(player, view),
    passMark(player, view),
    behaviours(player, view),
    learningRecord(player, view),
  );

function percentages(player: Player, { result }: View): Child {
  const { percent, best } = result!;
  const line = (key: "percent" | "best", n?: number): Child =>
    n != null && el("p", player.phrase(key, { n }));
  const told = !looking(player) && best !== percent;
  return [line("percent", percent), told && line("best", best)];
}
