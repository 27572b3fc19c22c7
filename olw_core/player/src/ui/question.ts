// The question of a scene or card: one of four item types as native controls, and a button. Selecting never submits.

import type { Item } from "../engine/index";
import { firstInput, group, radios, rows, ticked } from "./controls";
import { button, h } from "./dom";
import type { Player } from "./player";

/** What the controls say: the response, or the problem and where to go for it. */
type Reading = { response: string } | { problem: string; at: HTMLElement };

export function question(
  p: Player,
  item: Item,
  answered: (place: HTMLElement, response: string) => void,
): HTMLElement {
  const [field, read] = FIELDS[item.type](p, item);
  const place = h(
    "div.q",
    null,
    field,
    button(p.t("continue"), () => {
      const reading = read();
      if ("problem" in reading) p.problem(place, reading.problem, reading.at);
      else answered(place, reading.response);
    }),
  );
  return place;
}

type Maker = (p: Player, item: Item) => [HTMLElement, () => Reading];

const legend = (item: Item): HTMLElement => h("span", { html: item.prompt });
const options = (item: Item): [string, string][] => item.options.map(({ id, html }) => [id, html]);

const choose: Maker = (p, item) => {
  const field = radios(legend(item), rows("radio", options(item)));
  return [
    field,
    () => {
      const [response] = ticked(field);
      return response ? { response } : { problem: p.t("needOne"), at: firstInput(field) };
    },
  ];
};

const pick: Maker = (p, item) => {
  const n = item.k!;
  const field = group(legend(item), p.t("pick", { n }), rows("checkbox", options(item)));
  return [
    field,
    () => {
      const chosen = ticked(field);
      return chosen.length === n
        ? { response: chosen.join("") }
        : { problem: p.t("needSome", { n }), at: firstInput(field) };
    },
  ];
};

const rank: Maker = (p, item) => {
  const set = group(legend(item), "");
  set.append(p.rest((more) => more.ranking(p, item, set)));
  const lines = (): HTMLElement[] => [...set.querySelectorAll<HTMLElement>("[data-id]")];
  return [
    set,
    () => ({
      response: lines()
        .map((line) => line.dataset["id"])
        .join(""),
    }),
  ];
};

const rate: Maker = (p, item) => {
  const field = group(legend(item), "");
  field.append(p.rest((more) => more.rating(p, item)));
  const lines = (): HTMLElement[] => [...field.querySelectorAll("fieldset")];
  return [
    field,
    () => {
      const open = lines().find((line) => !ticked(line).length);
      return open
        ? { problem: p.t("needAll"), at: firstInput(open) }
        : { response: ticked(field).join("") };
    },
  ];
};

const FIELDS: Record<Item["type"], Maker> = { choose, pick, rank, rate };
