// Practise: return cards by situation, by behaviour, or a mixed five-minute set. Nothing here is
// marked.

import type { CardLine } from "../config";
import type { CardView } from "../engine/index";
import { button, details, el, type Child } from "../ui/dom";
import { band, disclosure, story } from "../ui/parts";
import type { Player } from "../ui/player";
import { question } from "../ui/question";
import { toldScreen } from "./card-told";
import { section } from "./section";
import { support } from "./support";

const MIXED = 4; // cards of 60 to 90 seconds in five minutes

/** The way to the cards at an ending; nothing where a story has none. */
export function practice(player: Player): Child {
  if (!player.session.cover.cards.length) return null;
  return button(player.phrase("openCards"), () => openCards(player), "row");
}

/** The list of cards. `quiet`: the page opens on it and nobody acted, so focus and scroll stay. */
export function openCards(player: Player, quiet = false): void {
  const { phrase, config } = player;
  const { cards } = player.session.cover;
  const alone = config.show === "cards";
  const place = el("div.stack");
  const start = (queue: string[]): void => open(player, place, queue);
  const list = (words: (card: CardLine) => string): HTMLElement =>
    el(
      "ul.rows",
      cards.map((card) => row(words(card), () => start([card.id]))),
    );
  place.append(
    button(phrase("set"), () => start(mixed(cards))),
    section(
      player,
      phrase("today"),
      el("p.hint", phrase("todayHelp")),
      list(({ moment }) => asLine(moment)),
    ),
    details(
      phrase("byBehaviour"),
      list(({ label }) => label),
    ),
  );
  if (!alone) place.append(button(phrase("backToStory"), player.home, "second"));
  const opening = [
    el("p", phrase("practiseHelp")),
    alone && disclosure(player),
    note(player, cards),
  ];
  player.show([player.top("", phrase("practise")), opening, place], undefined, quiet);
}

/** A moment also goes on in sentences, in small letters. Its first letter is made large here and
 *  not by a style: Firefox gives such a letter to screen readers as a word of its own. */
const asLine = (moment: string): string => moment[0]!.toUpperCase() + moment.slice(1);

const row = (words: string, go: () => void): Child => el("li", button(words, go, "row"));

/** What the stories behind some cards warn of, where anything does. */
function note(player: Player, cards: CardLine[]): Child {
  const { phrase, session } = player;
  const hard = session.cover.content_note || cards.some((card) => card.note);
  if (!hard) return null;
  const words = el("p", phrase("cardsNote"));
  return el("div.note", player.head(1, phrase("note")), words, support(player));
}

/** A card of a story with a note says so itself, and how to leave it. */
function warning(player: Player, id: string): Child {
  const { phrase, session } = player;
  const { content_note: noted, cards } = session.cover;
  const line = cards.find((card) => card.id === id);
  if (!noted && !line?.note) return null;
  const out = button(phrase("leaveCard"), () => openCards(player), "second");
  return el("div.note", el("p", phrase("cardNote")), support(player), out);
}

/** A few cards in chance order. */
function mixed(cards: CardLine[]): string[] {
  const left = cards.map((card) => card.id);
  const queue: string[] = [];
  while (left.length && queue.length < MIXED) {
    const at = Math.floor(Math.random() * left.length);
    queue.push(...left.splice(at, 1));
  }
  return queue;
}

/** Opens the first card; the others wait. */
function open(player: Player, place: HTMLElement, [id, ...queue]: string[]): void {
  const ask = (): Promise<CardView> => player.session.card(id!);
  player.act(place, ask, (card) => show(player, card, queue));
}

function show(player: Player, card: CardView, queue: string[]): void {
  const { moment, setting, html, item, later } = card;
  player.show([
    player.top(asLine(moment), setting.place),
    band(player, setting),
    warning(player, card.card),
    later && el("p.tag", player.phrase("later")),
    story(player, html),
    question(player, item, (place, response) => answer(player, place, card, response, queue)),
    button(player.phrase("allCards"), () => openCards(player), "link"),
  ]);
}

function answer(
  player: Player,
  place: HTMLElement,
  { card, variant }: CardView,
  response: string,
  queue: string[],
): void {
  const ask = (): Promise<CardView> => player.session.card(card, response, variant);
  player.act(place, ask, (told) =>
    toldScreen(player, told, {
      next: queue.length > 0 && ((here) => open(player, here, queue)),
      again: (here) => open(player, here, [card, ...queue]),
      all: () => openCards(player),
    }),
  );
}
