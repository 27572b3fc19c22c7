// What a learner notes for themselves at an ending: on this page only, never in a record, and never
// sent; but for what would stop them, where they have that counted (stops.ts).

import type { Player } from "../ui/player";

/** One story's notes: a plan in own words, what would stop it, and at which decision the learner
 *  would say what; "" = nothing noted. */
export interface Notes {
  own: string;
  stop: string;
  said: Map<number, string>;
}

const pages = new WeakMap<Player, Map<string, Notes>>();

/** The notes on the story at hand: several stories in one package keep theirs apart. */
export function notes(player: Player): Notes {
  const page = pages.get(player) ?? new Map<string, Notes>();
  pages.set(player, page);
  const { module } = player.session.cover;
  const found = page.get(module) ?? { own: "", stop: "", said: new Map<number, string>() };
  page.set(module, found);
  return found;
}
