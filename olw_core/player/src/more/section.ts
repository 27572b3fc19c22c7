// A part of the ending with a heading of its own.

import { button, el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const section = (player: Player, title: string, ...children: Child[]): HTMLElement =>
  el("section", { "data-title": title }, player.head(2, title), children);

/** Buttons that take a reader, or a keyboard, to sections further down. */
export function jumps(sections: Child[]): Child {
  const there = sections.filter((one) => one instanceof HTMLElement);
  return el("div.jump", there.map(jump));
}

function jump(to: HTMLElement): HTMLElement {
  const go = (): void => {
    const title = to.firstElementChild as HTMLElement;
    title.tabIndex = -1;
    title.focus();
  };
  return button(to.dataset["title"]!, go, "link");
}
