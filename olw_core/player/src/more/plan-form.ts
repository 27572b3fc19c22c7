// The form for a plan: a moment and an act from two lists, or own words.

import type { Line, PlanChoice, PlanView } from "../engine/index";
import type { Moved } from "../session/play-session";
import { firstInput, plain, radios, rows, ticked, type Option } from "../ui/controls";
import { button, el, uid, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";

const LIMIT = 300; // characters of own words
const NOTHING: PlanChoice = { cue: "", action: "" };

/** `place` holds the form, and what is wrong with it; `made` is called once the plan is kept. */
export function planForm(
  player: Player,
  plan: PlanView,
  place: HTMLElement,
  made: () => void,
): Child[] {
  const { phrase } = player;
  const noted = notes(player);
  const cues = choices(phrase("if"), plan.cues, plan.chosen.cue);
  const actions = choices(phrase("then I"), plan.actions, plan.chosen.action);
  const [id, hint] = [uid(), uid()];
  const attributes = { id, rows: 2, maxlength: LIMIT, "aria-describedby": hint };
  const own = el<HTMLTextAreaElement>("textarea", attributes);
  own.value = noted.own;

  function make(): void {
    const [cue = ""] = ticked(cues);
    const [action = ""] = ticked(actions);
    const words = own.value.trim();
    if (!words && !(cue && action)) {
      const missing = firstInput(cue ? actions : cues);
      return player.problem(place, phrase("needPlan"), missing);
    }
    keep(player, place, plan, words ? NOTHING : { cue, action }, () => {
      noted.own = words;
      made();
    });
  }

  return [
    el("p", { tabindex: -1 }, phrase("planHelp")),
    el("div.pair", cues, actions),
    el("label", { for: id }, el("b", phrase("own"))),
    el("p.hint", { id: hint }, phrase("ownHelp")),
    own,
    button(phrase("make"), make),
  ];
}

function choices(legend: string, lines: Line[], chosen: string): HTMLElement {
  const options = lines.map(({ id, text }): Option => [id, plain(text)]);
  return radios(legend, rows("radio", options, chosen));
}

/** Keeps what was chosen from the lists. Own words are not kept, and take the place of an earlier
 *  choice: a later visit must not show a plan that is not the one rehearsed. */
function keep(
  player: Player,
  place: HTMLElement,
  plan: PlanView,
  choice: PlanChoice,
  then: () => void,
): void {
  const { cue, action } = plan.chosen;
  const own = !choice.cue;

  function after(saved?: Promise<boolean>): void {
    plan.chosen = choice;
    then();
    if (own) player.say("");
    else if (saved) player.saving(saved);
  }

  if (own && !cue && !action) return after();
  const send = (): Promise<Moved> => player.session.plan(choice);
  player.act(place, send, ({ saved }) => after(saved));
}
