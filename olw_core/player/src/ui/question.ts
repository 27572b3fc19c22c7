// The question of a scene or card: one of four item types as native controls, and a button.
// Selecting never submits.

import type { Item, ItemType } from "../engine/index";
import { firstInput, group, radios, rows, ticked, type Option } from "./controls";
import { button, el } from "./dom";
import type { Player } from "./player";

/** What the controls say: the response, or the problem and where to go for it. */
type Reading = { response: string } | { problem: string; at: HTMLElement };

/** The controls of one question, and what reads them. */
type Controls = [set: HTMLElement, read: () => Reading];

type Maker = (player: Player, item: Item) => Controls;

export function question(
  player: Player,
  item: Item,
  answered: (place: HTMLElement, response: string) => void,
): HTMLElement {
  const [set, read] = MAKERS[item.type](player, item);
  const place = el("div.q", set, button(player.phrase("continue"), submit));

  function submit(): void {
    const reading = read();
    if ("problem" in reading) player.problem(place, reading.problem, reading.at);
    else answered(place, reading.response);
  }

  return place;
}

const legend = ({ prompt }: Item): HTMLElement => el("span", { html: prompt });
const options = (item: Item): Option[] => item.options.map(({ id, html }) => [id, html]);

function choose(player: Player, item: Item): Controls {
  const set = radios(legend(item), rows("radio", options(item)));

  function read(): Reading {
    const [response] = ticked(set);
    if (response) return { response };
    return { problem: player.phrase("needOne"), at: firstInput(set) };
  }

  return [set, read];
}

function pick(player: Player, item: Item): Controls {
  const n = item.k!;
  const set = group(legend(item), player.phrase("pick", { n }), rows("checkbox", options(item)));

  function read(): Reading {
    const picked = ticked(set);
    if (picked.length === n) return { response: picked.join("") };
    return { problem: player.phrase("needSome", { n }), at: firstInput(set) };
  }

  return [set, read];
}

function rank(player: Player, item: Item): Controls {
  const set = group(legend(item), "");
  set.append(player.rest((more) => more.ranking(player, item, set)));

  function read(): Reading {
    const lines = set.querySelectorAll<HTMLElement>("[data-id]");
    const letters = Array.from(lines, (line) => line.dataset["id"]);
    return { response: letters.join("") };
  }

  return [set, read];
}

function rate(player: Player, item: Item): Controls {
  const set = group(legend(item), "");
  set.append(player.rest((more) => more.rating(player, item)));

  function read(): Reading {
    const lines = [...set.querySelectorAll("fieldset")];
    const open = lines.find((line) => !ticked(line).length);
    if (open) return { problem: player.phrase("needAll"), at: firstInput(open) };
    return { response: ticked(set).join("") };
  }

  return [set, read];
}

const MAKERS: Record<ItemType, Maker> = { choose, pick, rank, rate };
