// Whom to talk to, openly: where a screen is about something hard.

import { el, type Child } from "../ui/dom";
import { people } from "../ui/parts";
import type { Player } from "../ui/player";

export function support(player: Player): Child {
  const list = people(player);
  return list && [el("p", el("b", player.phrase("support"))), list];
}
