// "What would you say?", before the options of a hard moment. The words stay on this page: they are
// shown again beside what was chosen, and offered to the plan.

import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";
import { ownWords } from "./own-words";

/** The box at a decision; what was written there before stands in it. */
export function sayBox(player: Player, step: number): Child {
  const { phrase } = player;
  const { said } = notes(player);
  const { box, parts } = ownWords(phrase("say"), phrase("sayHelp"), said.get(step));
  box.addEventListener("input", () => said.set(step, box.value.trim()));
  return parts;
}

/** The learner's own line at a decision, as a bubble; nothing where there is none. */
export function saidThere(player: Player, step: number): Child {
  const line = notes(player).said.get(step);
  if (!line) return null;
  return el("div", el("b", player.phrase("youSaid")), el("p", line));
}
