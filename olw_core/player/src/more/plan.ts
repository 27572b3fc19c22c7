// The if-then plan: chosen from lists or in own words, shown back, rehearsed once, never forced. Own words stay on this page.

import type { PlanChoice, PlanView } from "../engine/index";
import { plain, radios, rows, ticked } from "../ui/controls";
import { button, h, nodes, replace, uid, type Child } from "../ui/dom";
import { section } from "./section";
import type { Player } from "../ui/player";
import type { Key } from "../ui/strings";
import { takeAway } from "./take";

const LIMIT = 300;
const STOPS = ["cover", "time", "authority", "fear", "unsure", "nothing"] as const;

/** Keeps part of the plan; the rest stays as it is. */
export function keep(p: Player, place: HTMLElement, plan: PlanView, part: Partial<PlanChoice>, then: () => void): void {
  const choice = { ...plan.chosen, ...part };
  p.act(place, () => p.session.plan(choice), ({ saved }) => {
    plan.chosen = choice;
    then();
    p.saving(saved);
  });
}

/** The plan in words; "" where there is none. */
export function planWords(p: Player, { cues, actions, chosen }: PlanView): string {
  const [cue, action] = [cues.find((one) => one.id === chosen.cue), actions.find((one) => one.id === chosen.action)];
  return p.own || (cue && action ? p.t("ifThen", { cue: cue.text, action: action.text }) : "");
}

export function planSection(p: Player, plan: PlanView): HTMLElement {
  const { t } = p;
  const inside = h("div.inner");
  const draw = (children: Child[], focus = true): void => {
    if (!focus) return inside.append(...nodes(children));
    replace(inside, children);
    inside.querySelector<HTMLElement>("[tabindex]")?.focus();
  };

  const shown = (): Child => h("p.plan", { tabindex: -1 }, planWords(p, plan));
  const change = (): HTMLElement => button(t("change"), () => draw(form()), "link");
  const rehearse = (): Child[] =>
    [shown(), h("p", null, t("rehearse")), button(t("said"), () => draw(kept())), change()];
  const kept = (): Child[] => [shown(), change(), stops(p, inside, plan), takeAway(p, plan)];

  function form(): Child[] {
    const pick = (legend: Key, list: PlanView["cues"], chosen: string): HTMLElement =>
      radios(t(legend), rows("radio", list.map(({ id, text }) => [id, plain(text)]), chosen));
    const [cues, actions] = [pick("if", plan.cues, plan.chosen.cue), pick("then I", plan.actions, plan.chosen.action)];
    const [id, hint] = [uid(), uid()];
    const own = h<HTMLTextAreaElement>("textarea", { id, rows: 2, maxlength: LIMIT, "aria-describedby": hint });
    own.value = p.own;
    const make = (): void => {
      const [cue = "", action = ""] = [ticked(cues)[0], ticked(actions)[0]];
      p.own = own.value.trim();
      if (!p.own && !(cue && action)) p.problem(inside, t("needPlan"), (cue ? actions : cues).querySelector("input")!);
      else keep(p, inside, plan, { cue, action }, () => draw(rehearse()));
    };
    return [h("p", { tabindex: -1 }, t("planHelp")), h("div.pair", null, cues, actions),
      h("label", { for: id }, h("b", null, t("own"))), h("p.hint", { id: hint }, t("ownHelp")), own, button(t("make"), make)];
  }

  draw(planWords(p, plan) ? kept() : form(), false);
  return section(p, t("plan"), inside);
}

/** "What would stop you here?": one optional tap. */
function stops(p: Player, place: HTMLElement, plan: PlanView): Child {
  const id = uid();
  const taps = STOPS.map((stop) => {
    const tap: HTMLElement = h("button.tap", { type: "button", "aria-pressed": String(plan.chosen.stop === stop), onclick: () =>
      keep(p, place, plan, { stop }, () => taps.forEach((one) => one.setAttribute("aria-pressed", String(one === tap)))) }, p.t(stop));
    return tap;
  });
  return h("div.taps", { role: "group", "aria-labelledby": id },
    h("p", { id }, h("b", null, p.t("stop")), " ", h("span.hint", null, p.t("stopHelp"))), taps);
}
