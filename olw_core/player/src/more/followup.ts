// Two questions on the plan of an earlier visit: answered here, shown back, never sent or kept.

import type { PlanView } from "../engine/index";
import { h, replace, type Child } from "../ui/dom";
import { section } from "./section";
import { planWords } from "./plan";
import type { Player } from "../ui/player";
import type { Key } from "../ui/strings";

export function followUp(p: Player, plan: PlanView): Child {
  const words = planWords(p, plan);
  if (!words) return null;
  const place = h("div.taps");
  const ask = (question: Key, answers: [Key, () => void][]): void => {
    const title = h("p", { tabindex: -1 }, h("b", null, p.t(question)));
    show(title, answers.map(([answer, go]) => h("button.tap", { type: "button", onclick: go }, p.t(answer))));
  };
  const show = (...children: Child[]): void => replace(place, children);
  const next = (go: () => void) => (): void => {
    go();
    place.querySelector<HTMLElement>("[tabindex]")!.focus();
  };
  const told = (key: Key) => next(() => show(h("p", { tabindex: -1 }, p.t(key))));
  ask("came", [
    ["yes", next(() => ask("did", [["asPlanned", told("followAsPlanned")], ["other", told("followOther")], ["let", told("followLet")]]))],
    ["notYet", told("followNotYet")],
  ]);
  return section(p, p.t("lastTime"), h("p.plan", null, words), place);
}
