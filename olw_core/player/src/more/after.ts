// What follows an ending: evidence in words, the path with its other ways, the plan, the record, practice.

import type { View } from "../engine/index";
import { button, h, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { disclosure } from "../ui/scene";
import { openCards } from "./cards";
import { confidence } from "./confidence";
import { decisions } from "./decisions";
import { planSection } from "./plan";
import { passMark } from "./mark";
import { learningRecord } from "./portfolio";
import { jumps, section } from "./section";

export function afterwards(p: Player, view: View): Child[] {
  const { ending, plan } = view;
  const planned = plan && planSection(p, plan);
  const practice =
    p.session.cover.cards.length > 0 &&
    section(
      p,
      p.t("practise"),
      h("p", null, p.t("practiseHelp")),
      button(p.t("openCards"), () => openCards(p), "second"),
    );
  return [
    passMark(p, view),
    jumps([planned, practice]),
    !ending!.left && evidence(p, view),
    decisions(p, view),
    plan && confidence(p),
    planned,
    learningRecord(p, view),
    practice,
    disclosure(p),
  ];
}

const evidence = (p: Player, { result }: View): Child =>
  result!.evidence.length > 0 &&
  section(
    p,
    p.t("evidence"),
    h(
      "ul.rows",
      null,
      result!.evidence.map(({ label, met, of }) =>
        h(
          "li",
          null,
          h("p.grow", null, label),
          h("p", null, h("b", null, p.t(of === 1 ? "of1" : "of", { met, of }))),
        ),
      ),
    ),
    h("p.hint", null, p.t("judgement")),
  );
