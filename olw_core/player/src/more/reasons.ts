// The authors' reasons, each after what it is: why it went so, what spoke for either way, what a
// choice protects and costs.

import type { Key } from "../strings";
import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

/** HTML; what is missing is left out. */
export interface Reasons {
  why?: string;
  yours?: string;
  other?: string;
  protects?: string;
  costs?: string;
}

export const reasons = (player: Player, told: Reasons): Child => [
  labelled(player, "why", told.why),
  labelled(player, "yours", told.yours),
  labelled(player, "otherWay", told.other),
  scales(player, told),
];

/** What these words are, and the words. */
function labelled({ phrase }: Player, key: Key, html?: string): Child {
  return html && el("p", el("b", phrase(key), ":"), " ", el("span", { html }));
}

/** What an option protects and what it costs, side by side. */
export function scales({ phrase }: Player, { protects, costs }: Reasons): Child {
  const side = (key: Key, html?: string): Child =>
    html && [el("dt", phrase(key)), el("dd", { html })];
  if (!protects && !costs) return null;
  return el("dl.scales", side("protects", protects), side("costs", costs));
}
