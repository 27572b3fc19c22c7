// The other chair: the same story as somebody else in it saw it, behind one button.

import type { View } from "../engine/index";
import { details, el, type Child } from "../ui/dom";
import { face, story } from "../ui/parts";
import type { Player } from "../ui/player";

export function otherChair(player: Player, { chair }: View): Child {
  if (!chair) return null;
  const { who, title, html } = chair;
  const name = player.session.cover.people[who]?.name;
  const told = el("p", el("b", title), el("br"), " ", name);
  return details(
    player.phrase("chair"),
    el("div.say", face(player, who), told),
    story(player, html),
  );
}
