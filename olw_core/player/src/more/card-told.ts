// A card once it is answered: what your choice led to, words to try, and the other choices.

import type { CardView } from "../engine/index";
import { button, details, el } from "../ui/dom";
import { happened } from "../ui/aftermath";
import type { Player } from "../ui/player";
import { reasons } from "./reasons";
import { section } from "./section";

/** Where to go from here; a failure is told in the place. */
export interface Ways {
  /** false after the last of a set. */
  next: false | ((place: HTMLElement) => void);
  again: (place: HTMLElement) => void;
  all: () => void;
}

export function toldScreen(player: Player, told: CardView, { next, again, all }: Ways): void {
  const { phrase } = player;
  const { item, answer, feedback, words_to_try: words } = told;
  const own = feedback!.find((one) => one.id === answer)!;
  const others = feedback!.filter((one) => one !== own);
  const html = (id: string): string => item.options.find((option) => option.id === id)!.html;
  const rest = others.map(({ id, consequence, why, protects, costs }) => {
    const told = reasons(player, { why, protects, costs });
    return details(el("span", { html: html(id) }), happened(consequence), told);
  });
  const place: HTMLElement = el(
    "div.stack",
    words && section(player, phrase("words"), el("p.plan", words)),
    section(player, phrase("rest"), rest),
    el(
      "div.taps",
      next && button(phrase("nextCard"), () => next(place)),
      button(phrase("cardAgain"), () => again(place), "second"),
      button(phrase("allCards"), all, "second"),
    ),
  );
  player.show([
    player.top(phrase("feedback"), phrase("next")),
    el("div.mine", el("p.who", phrase("youChose")), el("p", { html: html(own.id) })),
    happened(own.consequence),
    reasons(player, own),
    place,
  ]);
}
