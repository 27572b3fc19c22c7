// The end of a story: what became of it. What follows comes from the second script, which lists it
// in order (more/end-screen.ts).

import type { View } from "../engine/index";
import type { Key } from "../strings";
import { el, type Child } from "./dom";
import { picture, story } from "./parts";
import type { Player } from "./player";

export const endingScreen = (
  player: Player,
  view: View,
  lead: Child[],
  returning: boolean,
): Child[] => [
  lead,
  outcome(player, view),
  player.rest((more) => more.afterwards(player, view, returning)),
];

/** The tone stands there as words: a colour alone tells nothing to many. */
function outcome(player: Player, view: View): Child {
  const { tone, title } = view.ending!;
  const { phrase } = player;
  return el(
    "div.end",
    { "data-tone": tone },
    player.top(phrase(tone as Key), title),
    picture(player, view.picture),
    story(player, view.html),
  );
}
