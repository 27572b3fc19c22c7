// The question of a scene or card: one of four item types as native controls, and a button.
// Selecting never submits.

import type { Item, ItemType } from "../engine/index";
import { firstInput, group, radios, rows, ticked, type Option } from "./controls";
import { button, el } from "./dom";
import type { Player, Reading } from "./player";

/** The controls of one question, and what reads them. */
type Controls = [set: HTMLElement, read: () => Reading];

type Maker = (player: Player, item: Item) => Controls;

/** `step`: which decision of a story it is; none for a card. */
export function question(
  player: Player,
  item: Item,
  answered: (place: HTMLElement, response: string) => void,
  step = 0,
): HTMLElement {
  const [set, read] = MAKERS[item.type](player, item);
  if (item.say) {
    const first = player.rest((more) => [more.sayBox(player, step)]);
    set.querySelector("legend")!.after(first);
  }
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

/** The second script knows more kinds of question: it fills the group, and reads it. */
function later(player: Player, item: Item): Controls {
  const set = group(legend(item), "");
  let read = (): Reading => ({ problem: player.phrase("unloaded"), at: set });
  set.append(
    player.rest((more) => {
      const kind = more.kinds[item.type]!(player, item, set);
      read = kind.read;
      return kind.controls;
    }),
  );
  return [set, () => read()];
}

const MAKERS: Record<ItemType, Maker> = { choose, pick, rank: later, rate: later };
