// Rating: each statement on a scale of four words.

import type { Item } from "../engine/index";
import { radios, rows, type Option } from "../ui/controls";
import { el } from "../ui/dom";
import type { Player } from "../ui/player";

const LEVELS = ["1", "2", "3", "4"] as const;

export function rating({ phrase }: Player, item: Item): HTMLElement[] {
  const scale = LEVELS.map((level): Option => [level, phrase(level)]);
  return item.options.map(({ html }) => {
    const levels = el("div.scale", rows("radio", scale));
    return radios(el("span", { html }), levels);
  });
}
