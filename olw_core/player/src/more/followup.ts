// Two questions on the plan of an earlier visit: answered here, shown back, never sent or kept.

import type { PlanView, View } from "../engine/index";
import { button, h, replace, type Child } from "../ui/dom";
import { section } from "./section";
import { planSection, planWords } from "./plan";
import { looking, type Player } from "../ui/player";
import type { Key } from "../ui/strings";

/** A story that was finished on an earlier visit, on its first screen: the result, and the plan that came of it. */
export function welcome(p: Player, { finished, plan }: View): Child[] {
  const { best } = finished!;
  const known = best == null ? "" : ` ${p.t("best", { n: best })}`;
  const told = known && !looking(p) ? `${known} ${p.t("retryHelp")}` : known;
  const place: HTMLElement = h(
    "div.stack",
    null,
    plan && [followUp(p, plan), change(p, plan, () => place)],
  );
  return [h("p.notice", null, p.t("done"), told), place];
}

/** The form for another plan, in the place of this one. */
const change = (p: Player, plan: PlanView, place: () => HTMLElement): Child =>
  button(
    p.t("change"),
    () => {
      const form = planSection(p, plan, true);
      place().replaceChildren(form);
      form.querySelector<HTMLElement>("[tabindex]")?.focus();
    },
    "link",
  );

export function followUp(p: Player, plan: PlanView): Child {
  const words = planWords(p, plan);
  if (!words) return null;
  const place = h("div.taps");
  const ask = (question: Key, answers: [Key, () => void][]): void => {
    const title = h("p", { tabindex: -1 }, h("b", null, p.t(question)));
    show(
      title,
      answers.map(([answer, go]) => h("button.tap", { type: "button", onclick: go }, p.t(answer))),
    );
  };
  const show = (...children: Child[]): void => replace(place, children);
  const next = (go: () => void) => (): void => {
    go();
    place.querySelector<HTMLElement>("[tabindex]")!.focus();
  };
  const told = (key: Key) => next(() => show(h("p", { tabindex: -1 }, p.t(key))));
  ask("came", [
    [
      "yes",
      next(() =>
        ask("did", [
          ["asPlanned", told("followAsPlanned")],
          ["other", told("followOther")],
          ["let", told("followLet")],
        ]),
      ),
    ],
    ["notYet", told("followNotYet")],
  ]);
  return section(p, p.t("lastTime"), h("p.plan", null, words), place);
}
