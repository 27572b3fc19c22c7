// Two questions on the plan of an earlier visit: answered here, shown back, never sent or kept.

import type { PlanView, View } from "../engine/index";
import type { Key } from "../strings";
import { button, el, fill, nodes, replace, type Child } from "../ui/dom";
import { looking, type Player } from "../ui/player";
import { planSection } from "./plan";
import { planWords } from "./plan-words";
import { section } from "./section";

/** A story that was finished on an earlier visit, on its first screen: the result, and the plan
 *  that came of it. */
export function welcome(player: Player, { finished, plan }: View): Child[] {
  const { phrase } = player;
  const { best } = finished!;
  const place = el("div.stack");
  if (plan) place.append(...nodes([followUp(player, plan), change(player, plan, place)]));
  const told = [phrase("done")];
  if (best != null) {
    told.push(phrase("best", { n: best }));
    if (!looking(player)) told.push(phrase("retryHelp"));
  }
  return [el("p.notice", told.join(" ")), place];
}

/** The form for another plan, in the place of this one. */
function change(player: Player, plan: PlanView, place: HTMLElement): HTMLElement {
  const anew = (): void => {
    const form = planSection(player, plan, true);
    fill(place, form);
    form.querySelector<HTMLElement>("[tabindex]")?.focus();
  };
  return button(player.phrase("change"), anew, "link");
}

/** A question, and for each answer what comes next. */
interface Question {
  question: Key;
  answers: [answer: Key, next: Key | Question][];
}

const DID: Question = {
  question: "did",
  answers: [
    ["asPlanned", "followAsPlanned"],
    ["other", "followOther"],
    ["let", "followLet"],
  ],
};

const CAME: Question = {
  question: "came",
  answers: [
    ["yes", DID],
    ["notYet", "followNotYet"],
  ],
};

export function followUp(player: Player, plan: PlanView): Child {
  const words = planWords(player, plan);
  if (!words) return null;
  const place = el("div.taps");
  ask(player, place, CAME);
  return section(player, player.phrase("lastTime"), el("p.plan", words), place);
}

function ask(player: Player, place: HTMLElement, { question, answers }: Question): void {
  const title = el("p", { tabindex: -1 }, el("b", player.phrase(question)));
  const taps = answers.map(([answer, next]) => {
    const onclick = (): void => goOn(player, place, next);
    return button(player.phrase(answer), onclick, "second");
  });
  replace(place, [title, taps]);
}

function goOn(player: Player, place: HTMLElement, next: Key | Question): void {
  if (typeof next === "string") replace(place, [el("p", { tabindex: -1 }, player.phrase(next))]);
  else ask(player, place, next);
  place.querySelector<HTMLElement>("[tabindex]")!.focus();
}
