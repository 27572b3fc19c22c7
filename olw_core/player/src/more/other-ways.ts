// Where the other choices led: each with what it would have brought about, protected and cost; or
// the authors' answer to a question that has more than one line to it.

import type { Explained, Other, Past } from "../engine/index";
import { happened } from "../ui/aftermath";
import { details, el, type Child } from "../ui/dom";
import { story } from "../ui/parts";
import type { Player } from "../ui/player";
import { items, rated } from "./chosen";
import { scales } from "./reasons";

export function otherWays(player: Player, past: Past, told: Explained): Child {
  const { phrase } = player;
  const again = details(phrase("reread"), story(player, past.html), happened(told.consequence));
  if (told.key) return details(phrase("authors"), authors(player, past, told), again);
  const { others } = told;
  const title = others.length === 1 ? "otherChoice" : "otherChoices";
  return details(
    phrase(title),
    byWhatFollows(others).map((ways) => led(player, ways)),
    again,
  );
}

/** Choices that lead to the same next thing stand together: it is told once. */
function byWhatFollows(others: Other[]): Other[][] {
  const groups = new Map<string, Other[]>();
  for (const one of others) {
    const same = groups.get(one.then) ?? [];
    groups.set(one.then, [...same, one]);
  }
  return [...groups.values()];
}

function led(player: Player, ways: Other[]): Child {
  const { then } = ways[0]!;
  const next = then && el("p", el("b", player.phrase("then"), " "), then);
  return el(
    "div.other",
    ways.map((one) => way(player, one)),
    next,
  );
}

const way = (player: Player, one: Other): Child => [
  el("p", el("b", { html: one.html })),
  el("p", { html: one.consequence }),
  scales(player, one),
];

const authors = (player: Player, { type }: Past, { key, keyed }: Explained): Child =>
  el("ol", items(rated(player, type, keyed!, key!)));
