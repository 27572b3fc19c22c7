// What people of the story said later, each in one line.

import type { Echo, View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import { face } from "../ui/parts";
import type { Player } from "../ui/player";
import { section } from "./section";

export function echoes(player: Player, view: View): Child {
  const lines = view.echoes ?? [];
  if (!lines.length) return null;
  const shown = lines.map((one) => echo(player, one));
  return section(player, player.phrase("echoes"), el("div.echoes", shown));
}

function echo(player: Player, { who, html }: Echo): Child {
  const name = player.session.cover.people[who]?.name;
  const words = el("p", el("b", name, ":"), " ", el("span", { html }));
  return el("div.say", face(player, who), words);
}
