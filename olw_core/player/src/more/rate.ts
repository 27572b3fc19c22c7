// Rating: each statement on a scale of four words.

import { firstInput, radios, rows, ticked, type Option } from "../ui/controls";
import { el } from "../ui/dom";
import type { Kind, Reading } from "../ui/player";

const LEVELS = ["1", "2", "3", "4"] as const;

export const rate: Kind = ({ phrase }, item, set) => {
  const scale = LEVELS.map((level): Option => [level, phrase(level)]);
  const lines = item.options.map(({ html }) => {
    const levels = el("div.scale", rows("radio", scale));
    return radios(el("span", { html }), levels);
  });

  function read(): Reading {
    const open = lines.find((line) => !ticked(line).length);
    if (open) return { problem: phrase("needAll"), at: firstInput(open) };
    return { response: ticked(set).join("") };
  }

  return { controls: lines, read };
};
