// Several modules in one package: a plain list with what is done.

import type { AttemptRecord } from "../engine/index";
import { button, h } from "../ui/dom";
import { looking, type Player } from "../ui/player";
import { arrive, disclosure } from "../ui/scene";

type State = "new" | "begun" | "completed";

function stateOf({ done, steps, attempt }: AttemptRecord): State {
  if (done) return "completed";
  return steps.length > 0 || attempt > 1 ? "begun" : "new";
}

export function courseScreen(p: Player, note?: string, quiet = false): void {
  const course = p.session.course!;
  const lines = course
    .menu()
    .map((record, i) => ({ ...p.config.modules![i]!, state: stateOf(record) }));
  p.show(
    [
      note && h("p.notice", null, note),
      p.top("", p.t("modules")),
      disclosure(p),
      !looking(p) && h("p", null, p.t("courseTold", { n: lines.length })),
      h(
        "ul.rows",
        null,
        lines.map(({ title, minutes, state }, i) =>
          h(
            "li",
            null,
            button(title, () => arrive(p, course.open(i), false, undefined, true), "row"),
            h("p.hint", null, p.t("minutes", { n: minutes })),
            h(`p.tag.${state}`, null, p.t(state)),
          ),
        ),
      ),
    ],
    undefined,
    quiet,
  );
}
