// A part of the ending with a heading of its own.

import { button, h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const section = (p: Player, title: string, ...children: Child[]): HTMLElement =>
  h("section", { "data-title": title }, p.head(2, title), children);

/** Buttons that take a reader, or a keyboard, to sections further down. */
export const jumps = (sections: Child[]): Child =>
  h(
    "div.jump",
    null,
    sections.map(
      (one) =>
        one instanceof HTMLElement &&
        button(
          one.dataset["title"]!,
          () => {
            const title = one.firstElementChild as HTMLElement;
            title.tabIndex = -1;
            title.focus();
          },
          "link",
        ),
    ),
  );
