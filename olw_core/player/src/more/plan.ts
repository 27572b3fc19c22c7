// The if-then plan: chosen from lists or in own words, shown back, rehearsed once, never forced. Own words stay on this page.

import type { PlanChoice, PlanView } from "../engine/index";
import { plain, radios, rows, ticked } from "../ui/controls";
import { button, h, nodes, replace, uid, type Child } from "../ui/dom";
import { notes } from "./notes";
import { section } from "./section";
import type { Player } from "../ui/player";
import type { Key } from "../ui/strings";
import { takeAway } from "./take";

const LIMIT = 300;
const STOPS = ["cover", "time", "authority", "fear", "unsure", "nothing"] as const;

/** Keeps what was chosen from the lists. Own words are not kept, and take the place of an earlier choice: a later
 *  visit must not show a plan that is not the one rehearsed. */
function keep(
  p: Player,
  place: HTMLElement,
  plan: PlanView,
  choice: PlanChoice,
  then: () => void,
): void {
  const { chosen } = plan;
  const same = chosen.cue === choice.cue && chosen.action === choice.action;
  const own = !choice.cue;
  const after = (saved?: Promise<boolean>): void => {
    plan.chosen = choice;
    then();
    if (saved && !own) p.saving(saved);
    if (own) p.say("");
  };
  if (same && own) after();
  else
    p.act(
      place,
      () => p.session.plan(choice),
      ({ saved }) => after(saved),
    );
}

/** The plan in words; "" where there is none. */
export function planWords(p: Player, { cues, actions, chosen }: PlanView): string {
  const [cue, action] = [
    cues.find((one) => one.id === chosen.cue),
    actions.find((one) => one.id === chosen.action),
  ];
  return (
    notes(p).own || (cue && action ? p.t("ifThen", { cue: cue.text, action: action.text }) : "")
  );
}

/** The plan, or the form for one; with `anew` the form also where there is a plan. */
export function planSection(p: Player, plan: PlanView, anew = false): HTMLElement {
  const { t } = p;
  const inside = h("div.inner");
  const draw = (children: Child[], focus = true): void => {
    if (!focus) return inside.append(...nodes(children));
    replace(inside, children);
    inside.querySelector<HTMLElement>("[tabindex]")?.focus();
  };

  const noted = notes(p);
  const shown = (): Child => [
    h("p.plan", { tabindex: -1 }, planWords(p, plan)),
    noted.own && h("p.hint", null, t("ownKept")),
  ];
  const change = (): HTMLElement => button(t("change"), () => draw(form()), "link");
  const rehearse = (): Child[] => [
    shown(),
    h("p", null, t("rehearse")),
    button(t("said"), () => draw(kept())),
    change(),
  ];
  const kept = (): Child[] => [shown(), change(), stops(p), takeAway(p, plan)];

  function form(): Child[] {
    const pick = (legend: Key, list: PlanView["cues"], chosen: string): HTMLElement =>
      radios(
        t(legend),
        rows(
          "radio",
          list.map(({ id, text }) => [id, plain(text)]),
          chosen,
        ),
      );
    const [cues, actions] = [
      pick("if", plan.cues, plan.chosen.cue),
      pick("then I", plan.actions, plan.chosen.action),
    ];
    const [id, hint] = [uid(), uid()];
    const own = h<HTMLTextAreaElement>("textarea", {
      id,
      rows: 2,
      maxlength: LIMIT,
      "aria-describedby": hint,
    });
    own.value = noted.own;
    const make = (): void => {
      const [cue = "", action = ""] = [ticked(cues)[0], ticked(actions)[0]];
      const words = own.value.trim();
      const missing = (cue ? actions : cues).querySelector("input")!;
      if (!words && !(cue && action)) return p.problem(inside, t("needPlan"), missing);
      keep(p, inside, plan, words ? { cue: "", action: "" } : { cue, action }, () => {
        noted.own = words;
        draw(rehearse());
      });
    };
    return [
      h("p", { tabindex: -1 }, t("planHelp")),
      h("div.pair", null, cues, actions),
      h("label", { for: id }, h("b", null, t("own"))),
      h("p.hint", { id: hint }, t("ownHelp")),
      own,
      button(t("make"), make),
    ];
  }

  draw(planWords(p, plan) && !anew ? kept() : form(), false);
  return section(p, t("plan"), inside);
}

/** "What would stop you here?": one optional tap, to think with. It stays on this page. */
function stops(p: Player): Child {
  const id = uid();
  const noted = notes(p);
  const press = (stop: string): void => {
    noted.stop = noted.stop === stop ? "" : stop;
    taps.forEach((tap, i) => tap.setAttribute("aria-pressed", String(STOPS[i] === noted.stop)));
  };
  const taps = STOPS.map((stop) =>
    h(
      "button.tap",
      {
        type: "button",
        "aria-pressed": String(noted.stop === stop),
        onclick: () => press(stop),
      },
      p.t(stop),
    ),
  );
  return h(
    "div.taps",
    { role: "group", "aria-labelledby": id },
    h("p", { id }, h("b", null, p.t("stop")), " ", h("span.hint", null, p.t("stopHelp"))),
    taps,
  );
}
