// What a choice led to, told as the next piece of the story; and the same for everything decided so
// far.

import type { Feedback, Past, View } from "../engine/index";
import type { Key } from "../strings";
import { button, el, type Child } from "./dom";
import type { Player } from "./player";

export function feedbackScreen(player: Player, view: View, go: () => void): Child[] {
  const past = view.history[view.history.length - 1]!;
  return [
    player.top(player.phrase("sceneTold", { n: past.step + 1 }), player.phrase("next")),
    chosen(player, past),
    consequence(player, view.feedback!),
    button(player.phrase("continue"), go),
  ];
}

/** Lines of an answer; statements with what each was rated. */
export function rated(player: Player, type: string, lines: string[], answer: string): string[] {
  if (type !== "rate") return lines;
  return lines.map((html, i) => `${html} <b>${player.phrase(answer[i] as Key)}</b>`);
}

/** The learner's own bubble. */
export function chosen(player: Player, { chosen: lines, answer, type }: Past): Child {
  const who = player.phrase("youChose");
  return el("div.mine", el("p.who", who), listed(rated(player, type, lines, answer)));
}

function listed(lines: string[]): Child {
  if (lines.length > 1) return el("ol", items(lines));
  return lines.map((html) => el("p", { html }));
}

export const items = (lines: string[]): Child => lines.map((html) => el("li", { html }));

/** A label in bold, and the authors' words. */
export const labelled = (label: string, html: string): Child =>
  el("p", el("b", label, ". "), el("span", { html }));

/** What an answer led to; with its reasons where they are told too. */
export const consequence = (player: Player, told: Feedback & Partial<Reasons>): Child =>
  el("div.told", el("p.lead", { html: told.consequence }), told.why && reasons(player, told));

interface Reasons {
  why: string;
  protects: string;
  costs: string;
}

/** Why it went so, and the price of the answer. */
export const reasons = (player: Player, { why, protects, costs }: Partial<Reasons>): Child => [
  why && labelled(player.phrase("why"), why),
  scales(player, protects, costs),
];

/** What an option protects and what it costs, side by side. */
export function scales(player: Player, protects?: string, costs?: string): Child {
  const side = (key: Key, html?: string): Child =>
    html && el("div", el("dt", player.phrase(key)), el("dd", { html }));
  if (!protects && !costs) return null;
  return el("dl.scales", side("protects", protects), side("costs", costs));
}
