// The path as a story, decision by decision: what you chose, what hung on it, where the other
// choices led, another try.

import type { Explained, Other, Past, View } from "../engine/index";
import type { Moved } from "../session/play-session";
import { button, details, el, type Child } from "../ui/dom";
import { chosen, items, labelled, rated, reasons, scales } from "../ui/feedback";
import { moved } from "../ui/moves";
import { story } from "../ui/parts";
import { looking, type Player } from "../ui/player";
import { section } from "./section";

export function decisions(player: Player, view: View): HTMLElement {
  const { phrase, session } = player;
  const { history, result, closed } = view;
  const counts = result!.percent != null && !looking(player);
  const told = history.map((past, i) => {
    const again = closed ? null : button(phrase("retry"), () => tryFrom(past.step), "link");
    return decision(player, past, result!.decisions[i]!, again);
  });
  const place: HTMLElement = section(
    player,
    phrase("path"),
    el("ol.path", told),
    el("p.hint", closed ?? (counts && phrase("retryHelp"))),
    !closed && button(phrase("again"), () => tryFrom(0), "second"),
  );

  function tryFrom(step: number): void {
    const ask = (): Promise<Moved> => session.retry(view, step);
    player.act(place, ask, (to) => moved(player, view, to));
  }

  return place;
}

function decision(player: Player, past: Past, told: Explained, again: Child): Child {
  const { phrase } = player;
  const number = el("span.caption", phrase("scene", { n: past.step + 1 }));
  return el(
    "li",
    el("p", number, el("br"), " ", el("b", { html: past.prompt })),
    chosen(player, past),
    el("p", { html: told.consequence }),
    reasons(player, told),
    otherSide(player, past, told),
    details(phrase("reread"), story(player, past.html)),
    again,
  );
}

function otherSide(player: Player, past: Past, told: Explained): Child {
  const { phrase } = player;
  return details(
    phrase("otherChoices"),
    el("p", lost(player, told)),
    told.others.map((one) => other(player, one)),
    told.key && authors(player, past, told),
    labelled(phrase("case"), told.other),
  );
}

/** What was given away, in words. */
function lost({ phrase }: Player, { regret, stake }: Explained): string {
  if (regret === 0) return phrase("lost0");
  return phrase(2 * regret < stake ? "lost1" : "lost2");
}

function other(player: Player, { html, consequence, protects, costs, then }: Other): Child {
  return el(
    "div.other",
    el("p", el("b", { html })),
    el("p", { html: consequence }),
    scales(player, protects, costs),
    then && el("p", el("b", player.phrase("then"), " "), then),
  );
}

/** The authors' answer to a pick, rank or rate decision. */
const authors = (player: Player, { type }: Past, { key, keyed }: Explained): Child => [
  el("p", el("b", player.phrase("authors"))),
  el("ol", items(rated(player, type, keyed!, key!))),
];
