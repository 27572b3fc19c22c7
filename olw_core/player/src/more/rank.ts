// Ranking without dragging: up and down buttons, and a list of places, on every line.

import type { Item } from "../engine/index";
import { h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

/** An ordered list whose order is the answer; the legend of its `set` gets the hint. */
export function ranking(p: Player, item: Item, set: HTMLElement): Child[] {
  const lines = item.options.map(({ id, html }) => {
    const text = words(html);
    const by = (step: number) => move(line, place() + step, step < 0 ? up : down);
    const up = press(p.t("up"), p.t("moveUp", { text }), () => by(-1));
    const down = press(p.t("down"), p.t("moveDown", { text }), () => by(1));
    const choose = h<HTMLSelectElement>(
      "select",
      {
        "aria-label": p.t("place", { text }),
        onchange: () => move(line, choose.selectedIndex, choose),
      },
      item.options.map((_, i) => h("option", null, i + 1)),
    );
    const line = h("li", { "data-id": id }, choose, h("p.grow", { html }), up, down);
    const place = () => lines.indexOf(line);
    return line;
  });
  const list = h("ol.rank", null, lines);

  function move(line: HTMLElement, to: number, from: HTMLElement): void {
    lines.splice(lines.indexOf(line), 1);
    lines.splice(to, 0, line);
    const next = lines[to + 1];
    list.insertBefore(line, next ?? null);
    number();
    ((from as HTMLButtonElement).disabled
      ? line.querySelector<HTMLElement>("button:enabled")!
      : from
    ).focus();
    p.say(
      p.t("moved", {
        text: words(line.querySelector(".grow")!.innerHTML),
        n: to + 1,
        of: lines.length,
      }),
    );
  }

  function number(): void {
    lines.forEach((line, i) => {
      line.querySelector("select")!.selectedIndex = i;
      const [up, down] = line.querySelectorAll("button");
      up!.disabled = i === 0;
      down!.disabled = i === lines.length - 1;
    });
  }

  number();
  set.querySelector("legend")!.append(h("br"), " ", h("span.hint", null, p.t("rankHint")));
  return [list];
}

const press = (shown: string, label: string, onclick: () => void): HTMLElement =>
  h("button.mini", { type: "button", "aria-label": label, onclick }, shown);

/** The words of an HTML fragment. */
const words = (html: string): string => h("p", { html }).textContent!;
