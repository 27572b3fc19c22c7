// Several modules in one package: a plain list with what is done.

import { button, h } from "../ui/dom";
import type { Player } from "../ui/player";
import { arrive, disclosure } from "../ui/scene";

const STATE = { new: "new", begun: "begun", done: "completed" } as const;

export function courseScreen(p: Player, note?: string, quiet = false): void {
  const course = p.session.course!;
  const lines = course.menu();
  p.show([
    note && h("p.notice", null, note),
    p.top("", p.t("modules")),
    disclosure(p),
    h("ul.rows", null, lines.map(({ title, minutes, state }, i) => h("li", null,
      button(title, () => arrive(p, course.open(i), false, undefined, true), "row"),
      h("span.hint", null, p.t("minutes", { n: minutes })),
      h(`span.tag.${state}`, null, p.t(STATE[state]))))),
  ], undefined, quiet);
}
