// Rating: each statement on a scale of four words.

import type { Item } from "../engine/index";
import { radios, rows } from "../ui/controls";
import { h } from "../ui/dom";
import type { Player } from "../ui/player";

const LEVELS = ["1", "2", "3", "4"] as const;

export function rating(p: Player, item: Item): HTMLElement[] {
  const scale = LEVELS.map((level): [string, string] => [level, p.t(level)]);
  return item.options.map(({ html }) =>
    radios(h("span", { html }), h("div.scale", null, rows("radio", scale))),
  );
}
