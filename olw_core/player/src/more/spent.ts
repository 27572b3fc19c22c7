// One small drawing of what the learner has spent, with its words beside it.

import type { View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export function spent(player: Player, { spent: file = "" }: View): Child {
  const drawn = player.session.cover.pictures[file];
  if (!drawn) return null;
  const art = el("div", { html: drawn.svg, "aria-hidden": "true" });
  return el("figure.spent", art, el("figcaption.grow", drawn.alt));
}
