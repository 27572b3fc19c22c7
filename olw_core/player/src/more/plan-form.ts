// The form for a plan: a moment and an act from two lists, or own words.

import type { PlanChoice, PlanView } from "../engine/index";
import type { Moved } from "../session/play-session";
import { button, el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";
import { ownWords } from "./own-words";
import { planLists } from "./plan-lists";

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
  const lists = planLists(player, plan);
  const { box, parts } = ownWords(phrase("own"), phrase("ownHelp"), noted.own);

  function make(): void {
    const choice = lists.read();
    const words = box.value.trim();
    if (!words && !(choice.cue && choice.action)) {
      return player.problem(place, phrase("needPlan"), lists.missing());
    }
    const kept = words ? NOTHING : choice;
    keep(player, place, plan, kept, () => {
      noted.own = words;
      made();
    });
  }

  return [
    el("p", { tabindex: -1 }, phrase("planHelp")),
    lists.place,
    parts,
    offered(player, box),
    button(phrase("make"), make),
  ];
}

/** What the learner would have said in the story, to take over into the box. */
function offered(player: Player, box: HTMLTextAreaElement): Child {
  const lines = [...notes(player).said.values()].filter(Boolean);
  return lines.map((line) => {
    const take = (): void => {
      box.value = line;
      box.focus();
    };
    return button(player.phrase("useSaid", { line }), take, "link");
  });
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
