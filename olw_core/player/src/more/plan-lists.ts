// The two lists of a plan: a moment, and an act. The acts that fit the moment come first, the rest
// behind a line that opens.

import type { Line, PlanChoice, PlanView } from "../engine/index";
import { firstInput, radios, rows, ticked, type Option } from "../ui/controls";
import { details, el, fill } from "../ui/dom";
import type { Player } from "../ui/player";
import { asHtml } from "./as-html";

export interface PlanLists {
  place: HTMLElement;
  read(): PlanChoice;
  /** The first field of what has not been chosen yet. */
  missing(): HTMLElement;
}

export function planLists({ phrase }: Player, plan: PlanView): PlanLists {
  const cues = radios(phrase("if"), rows("radio", options(plan.cues), plan.chosen.cue));
  const acts = rows("radio", options(plan.actions), plan.chosen.action);
  const fitting = el("div");
  const others = el("div");
  const rest = details(phrase("otherActs"), others);
  const actions = radios(phrase("then I"), fitting, rest);

  /** Which acts stand where depends on the moment; until there is one, there are none. */
  function offer(): void {
    const [chosen] = ticked(cues);
    const cue = plan.cues.find(({ id }) => id === chosen);
    const fits = cue?.acts ?? plan.actions.map(({ id }) => id);
    const left = plan.actions.filter(({ id }) => !fits.includes(id));
    fill(fitting, fits.map(rowOf));
    fill(
      others,
      left.map(({ id }) => rowOf(id)),
    );
    actions.hidden = !cue;
    rest.hidden = !left.length;
    rest.open = ticked(others).length > 0;
  }

  const rowOf = (id: string): HTMLElement =>
    acts[plan.actions.findIndex((action) => action.id === id)]!;

  function read(): PlanChoice {
    const [cue = ""] = ticked(cues);
    const [action = ""] = ticked(actions);
    return { cue, action };
  }

  function missing(): HTMLElement {
    const list = read().cue ? actions : cues;
    return firstInput(list);
  }

  cues.addEventListener("change", offer);
  offer();
  return { place: el("div.pair", cues, actions), read, missing };
}

const options = (lines: Line[]): Option[] => lines.map(({ id, text }) => [id, asHtml(text)]);
