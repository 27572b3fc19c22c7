// The learner's own bubble: what was chosen at a decision.

import type { Past } from "../engine/index";
import type { Key } from "../strings";
import { el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";

export const chosen = (player: Player, past: Past): Child =>
  el("div.mine", el("p.who", player.phrase("youChose")), answerOf(player, past));

/** The words of an answer. */
export const answerOf = (player: Player, { type, chosen: lines, answer }: Past): Child =>
  listed(rated(player, type, lines, answer));

/** Lines of an answer; statements with what each was rated. */
export function rated(player: Player, type: string, lines: string[], answer: string): string[] {
  if (type !== "rate") return lines;
  return lines.map((html, i) => `${html} <b>${player.phrase(answer[i] as Key)}</b>`);
}

function listed(lines: string[]): Child {
  if (lines.length > 1) return el("ol", items(lines));
  return lines.map((html) => el("p", { html }));
}

export const items = (lines: string[]): Child => lines.map((html) => el("li", { html }));
