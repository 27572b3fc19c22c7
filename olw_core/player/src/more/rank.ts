// Ranking without dragging: up and down buttons, and a list of places, on every line.

import { el } from "../ui/dom";
import type { Kind, Reading } from "../ui/player";

/** One line of the list, and its words. */
interface Line {
  id: string;
  row: HTMLElement;
  text: string;
  choose: HTMLSelectElement;
  up: HTMLButtonElement;
  down: HTMLButtonElement;
}

/** An ordered list whose order is the answer; the legend of its `set` gets the hint. */
export const rank: Kind = (player, item, set) => {
  const { phrase } = player;
  const lines = item.options.map(({ id, html }): Line => {
    const text = words(html);
    const choose = el<HTMLSelectElement>(
      "select",
      { "aria-label": phrase("place", { text }), onchange: choosePlace },
      item.options.map((_, i) => el("option", i + 1)),
    );
    const up = press(phrase("up"), phrase("moveUp", { text }), () => by(-1, up));
    const down = press(phrase("down"), phrase("moveDown", { text }), () => by(1, down));
    const row = el("li", { "data-id": id }, choose, el("p.grow", { html }), up, down);
    const line = { id, row, text, choose, up, down };

    function choosePlace(): void {
      move(line, choose.selectedIndex, choose);
    }

    function by(step: number, pressed: HTMLButtonElement): void {
      move(line, lines.indexOf(line) + step, pressed);
    }

    return line;
  });
  const rows = lines.map(({ row }) => row);
  const list = el("ol.rank", rows);

  function move(line: Line, to: number, from: HTMLElement): void {
    lines.splice(lines.indexOf(line), 1);
    lines.splice(to, 0, line);
    const next = lines[to + 1];
    list.insertBefore(line.row, next?.row ?? null);
    number(lines);
    stay(line, from);
    player.say(phrase("moved", { text: line.text, n: to + 1, of: lines.length }));
  }

  number(lines);
  const legend = set.querySelector("legend")!;
  legend.append(el("br"), " ", el("span.hint", phrase("rankHint")));
  const read = (): Reading => ({ response: lines.map(({ id }) => id).join("") });
  return { controls: [list], read };
};

/** The focus stays on what was pressed, or goes beside it where it can be pressed no more. */
function stay({ row }: Line, pressed: HTMLElement): void {
  const gone = (pressed as HTMLButtonElement).disabled;
  const place = gone ? row.querySelector<HTMLElement>("button:enabled")! : pressed;
  place.focus();
}

function number(lines: Line[]): void {
  lines.forEach(({ choose, up, down }, i) => {
    choose.selectedIndex = i;
    up.disabled = i === 0;
    down.disabled = i === lines.length - 1;
  });
}

const press = (shown: string, label: string, onclick: () => void): HTMLButtonElement =>
  el<HTMLButtonElement>("button.mini", { type: "button", "aria-label": label, onclick }, shown);

/** The words of an HTML fragment. */
const words = (html: string): string => el("p", { html }).textContent!;
