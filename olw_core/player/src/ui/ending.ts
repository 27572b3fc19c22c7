// The end of a story: what became of it. What follows comes from the second script, which lists it
// in order (more/after.ts).

import type { View } from "../engine/index";
import { el, type Child } from "./dom";
import { story, support } from "./parts";
import { looking, type Player } from "./player";

const WAY_END = "_way_end"; // the ending of who stepped away from the story's subject

export const endingScreen = (
  player: Player,
  view: View,
  note: Child,
  returning: boolean,
): Child[] => [
  note,
  outcome(player, view),
  player.rest((more) => more.afterwards(player, view, returning)),
];

function outcome(player: Player, view: View): Child {
  const { tone, title } = view.ending!;
  const tookTheShortWay = view.scene === WAY_END;
  return el(
    "div.end",
    { "data-tone": tone },
    player.top(player.phrase("done"), title),
    story(player, view.html),
    tookTheShortWay && support(player),
    percentages(player, view),
  );
}

function percentages(player: Player, { result }: View): Child {
  const { percent, best } = result!;
  const line = (key: "percent" | "best", n?: number): Child =>
    n != null && el("p", player.phrase(key, { n }));
  return [line("percent", percent), !looking(player) && best !== percent && line("best", best)];
}
