// What a choice led to, told as the next piece of the story; and the same for everything decided so far.

import type { Feedback, Past, View } from "../engine/index";
import { button, h, type Child } from "./dom";
import type { Player } from "./player";

export function feedbackScreen(p: Player, view: View, go: () => void): Child[] {
  const past = view.history[view.history.length - 1]!;
  return [
    p.top(p.t("sceneTold", { n: past.step + 1 }), p.t("next")),
    chosen(p, past),
    consequence(p, view.feedback!),
    button(p.t("continue"), go),
  ];
}

/** Lines of an answer; statements with what each was rated. */
export const rated = (p: Player, type: string, lines: string[], answer: string): string[] =>
  type === "rate" ? lines.map((html, i) => `${html} <b>${p.t(answer[i] as "1")}</b>`) : lines;

/** The learner's own bubble. */
export function chosen(p: Player, { chosen: lines, answer, type }: Past): Child {
  const text = rated(p, type, lines, answer);
  return h(
    "div.mine",
    null,
    h("p.who", null, p.t(lines.length ? "youChose" : "youLeft")),
    text.length === 1
      ? h("p", { html: text[0] })
      : text.length > 0 &&
          h(
            "ol",
            null,
            text.map((html) => h("li", { html })),
          ),
  );
}

export const consequence = (
  p: Player,
  { consequence: html, why, protects, costs }: Feedback,
): Child =>
  h(
    "div.told",
    null,
    h("p.lead", { html }),
    h("p", null, h("b", null, p.t("why"), ". "), h("span", { html: why })),
    scales(p, protects, costs),
  );

/** What an option protects and what it costs, side by side. */
export const scales = (p: Player, protects?: string, costs?: string): Child =>
  (protects || costs) &&
  h(
    "dl.scales",
    null,
    protects && h("div", null, h("dt", null, p.t("protects")), h("dd", { html: protects })),
    costs && h("div", null, h("dt", null, p.t("costs")), h("dd", { html: costs })),
  );
