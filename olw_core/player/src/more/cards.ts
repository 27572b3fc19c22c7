// Practise: return cards by situation, by behaviour, or a mixed five-minute set. Nothing here is marked.

import type { CardView } from "../engine/index";
import type { CardLine } from "../config";
import { button, details, h, type Child } from "../ui/dom";
import { section } from "./section";
import { consequence } from "../ui/feedback";
import type { Player } from "../ui/player";
import { question } from "../ui/question";
import { band, disclosure, story, support } from "../ui/scene";

const MIXED = 4; // cards of 60 to 90 seconds in five minutes

/** The list of cards. `quiet`: the page opens on it and nobody acted, so focus and scroll stay. */
export function openCards(p: Player, quiet = false): void {
  const { t } = p;
  const { cards } = p.session.cover;
  const list = (words: (card: CardLine) => string): HTMLElement =>
    h(
      "ul.rows",
      null,
      cards.map((card) =>
        h(
          "li",
          null,
          button(words(card), () => start([card.id]), "row"),
        ),
      ),
    );
  const place: HTMLElement = h(
    "div.stack",
    null,
    button(t("mixed"), () => start(mixed(cards)), "main"),
    section(
      p,
      t("today"),
      h("p.hint", null, t("todayHelp")),
      list((card) => card.moment),
    ),
    details(
      t("byBehaviour"),
      list((card) => card.label),
    ),
    p.config.show === "story" && button(t("backToStory"), p.home, "second"),
  );
  const start = (queue: string[]): void => open(p, place, queue);
  const alone = p.config.show === "cards" && disclosure(p);
  const opening = [h("p", null, t("practiseHelp")), alone, note(p, cards)];
  p.show([p.top("", t("practise")), opening, place], undefined, quiet);
}

/** What the stories behind some cards warn of, where anything does. */
function note(p: Player, cards: CardLine[]): Child {
  const hard = p.session.cover.content_note || cards.some((card) => card.note);
  return (
    hard && h("div.note", null, p.head(1, p.t("note")), h("p", null, p.t("cardsNote")), support(p))
  );
}

/** A card of a story with a note says so itself, and how to leave it. */
function warning(p: Player, id: string): Child {
  const { cover } = p.session;
  const line = cover.cards.find((card) => card.id === id);
  return (
    (cover.content_note || line?.note) &&
    h(
      "div.note",
      null,
      h("p", null, p.t("cardNote")),
      support(p),
      button(p.t("leaveCard"), () => openCards(p), "second"),
    )
  );
}

/** A few cards in chance order. */
function mixed(cards: CardLine[]): string[] {
  const left = cards.map((card) => card.id);
  const queue: string[] = [];
  while (left.length && queue.length < MIXED)
    queue.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return queue;
}

function open(p: Player, place: HTMLElement, [id, ...queue]: string[]): void {
  p.act(
    place,
    () => p.session.card(id!, true),
    (card) => show(p, card, queue),
  );
}

function show(p: Player, card: CardView, queue: string[]): void {
  p.show([
    p.top(card.moment, card.setting.place),
    band(p, card.setting),
    warning(p, card.card),
    story(p, card.html),
    question(p, card.item, (place, response) =>
      p.act(
        place,
        () => p.session.card(card.card, false, response, card.variant),
        (told) => showTold(p, told, queue),
      ),
    ),
    button(p.t("allCards"), () => openCards(p), "link"),
  ]);
}

function showTold(
  p: Player,
  { item, answer, feedback, words_to_try: words, card }: CardView,
  queue: string[],
): void {
  const { t } = p;
  const own = feedback!.find((one) => one.id === answer)!;
  const html = (id: string): string => item.options.find((option) => option.id === id)!.html;
  const place: HTMLElement = h(
    "div.stack",
    null,
    words && section(p, t("words"), h("p.plan", null, words)),
    section(
      p,
      t("rest"),
      feedback!
        .filter((one) => one !== own)
        .map((one) => details(h("span", { html: html(one.id) }), consequence(p, one))),
    ),
    h(
      "div.taps",
      null,
      queue.length > 0 && button(t("nextCard"), () => open(p, place, queue)),
      button(t("cardAgain"), () => open(p, place, [card, ...queue]), "second"),
      button(t("allCards"), () => openCards(p), "second"),
    ),
  );
  p.show([
    p.top(t("feedback"), t("next")),
    h("div.mine", null, h("p.who", null, t("youChose")), h("p", { html: html(own.id) })),
    consequence(p, own),
    own.other && h("p", null, h("b", null, t("case"), ". "), h("span", { html: own.other })),
    place,
  ]);
}
