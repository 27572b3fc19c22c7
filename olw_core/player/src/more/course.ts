// Several modules in one package: a plain list with what is done.

import type { AttemptRecord } from "../engine/index";
import { button, el, type Child } from "../ui/dom";
import { arrive } from "../ui/moves";
import { disclosure } from "../ui/parts";
import { looking, type Player } from "../ui/player";

type State = "new" | "begun" | "completed";

function stateOf({ done, steps, attempt }: AttemptRecord): State {
  if (done) return "completed";
  return steps.length > 0 || attempt > 1 ? "begun" : "new";
}

export function courseScreen(player: Player, note?: string, quiet = false): void {
  const { phrase } = player;
  const records = player.session.course!.menu();
  const lines = records.map((record, i) => line(player, record, i));
  const screen = [
    note && el("p.notice", note),
    player.top("", phrase("modules")),
    disclosure(player),
    !looking(player) && el("p", phrase("courseTold", { n: records.length })),
    el("ul.rows", lines),
  ];
  player.show(screen, undefined, quiet);
}

function line(player: Player, record: AttemptRecord, i: number): Child {
  const { phrase, session, config } = player;
  const { title, minutes } = config.modules![i]!;
  const state = stateOf(record);
  const open = (): void => arrive(player, session.course!.open(i), { returning: true });
  return el(
    "li",
    button(title, open, "row"),
    el("p.hint", phrase("minutes", { n: minutes })),
    el(`p.tag.${state}`, phrase(state)),
  );
}
