// The path as a story, decision by decision: what you chose, what hung on it, where the other choices led, another try.

import type { Explained, Past, View } from "../engine/index";
import { button, details, h, type Child } from "../ui/dom";
import { section } from "./section";
import { chosen, rated, scales } from "../ui/feedback";
import { looking, type Player } from "../ui/player";
import { moved, story } from "../ui/scene";

export function decisions(p: Player, view: View): HTMLElement {
  const { history, result, closed } = view;
  const counts = result!.percent != null && !looking(p);
  const place: HTMLElement = section(
    p,
    p.t("path"),
    h(
      "ol.path",
      null,
      history.map((past, i) =>
        decision(
          p,
          past,
          result!.decisions[i]!,
          closed ? null : button(p.t("retry"), () => tryFrom(i), "link"),
        ),
      ),
    ),
    h("p.hint", null, closed ?? (counts && p.t("retryHelp"))),
    !closed && button(p.t("again"), () => tryFrom(0), "second"),
  );
  const tryFrom = (step: number): void =>
    p.act(
      place,
      () => p.session.retry(view, step),
      (result) => moved(p, view, result),
    );
  return place;
}

function decision(p: Player, past: Past, told: Explained, again: Child): Child {
  return h(
    "li",
    null,
    h(
      "p",
      null,
      h("span.caption", null, p.t("scene", { n: past.step + 1 })),
      h("br"),
      " ",
      h("b", { html: past.prompt }),
    ),
    chosen(p, past),
    past.feedback && h("p", { html: past.feedback.consequence }),
    past.feedback &&
      details(p.t("otherChoices"), h("p", null, lost(p, told)), others(p, past, told)),
    details(p.t("reread"), story(p, past.html)),
    again,
  );
}

/** What was given away, in words. */
function lost(p: Player, { regret, stake }: Explained): string {
  return p.t(regret === 0 ? "lost0" : 2 * regret < stake ? "lost1" : "lost2");
}

function others(p: Player, past: Past, told: Explained): Child {
  return [
    told.others.map((other) =>
      h(
        "div.other",
        null,
        h("p", null, h("b", { html: other.html })),
        h("p", { html: other.consequence }),
        scales(p, other.protects, other.costs),
        other.then && h("p", null, h("b", null, p.t("then"), " "), other.then),
      ),
    ),
    told.key && authors(p, past, told),
    told.other && h("p", null, h("b", null, p.t("case"), ". "), h("span", { html: told.other })),
  ];
}

/** The authors' answer to a pick, rank or rate decision. */
const authors = (p: Player, { type }: Past, { key, keyed }: Explained): Child => [
  h("p", null, h("b", null, p.t("authors"))),
  h(
    "ol",
    null,
    rated(p, type, keyed!, key!).map((html) => h("li", { html })),
  ),
];
