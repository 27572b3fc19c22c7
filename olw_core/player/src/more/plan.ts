// The if-then plan: chosen from lists or in own words, shown back, rehearsed once, never forced.
// Own words stay on this page.

import type { PlanView } from "../engine/index";
import { button, el, nodes, replace, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";
import { planForm } from "./plan-form";
import { planWords } from "./plan-words";
import { fold } from "./section";
import { stops } from "./stops";
import { takeAway } from "./take-away";

/** The plan, or the form for one; with `anew` the form also where there is a plan. */
export function planSection(player: Player, plan: PlanView, anew = false): HTMLElement {
  const { phrase } = player;
  const inside = el("div.inner");

  function draw(children: Child[]): void {
    replace(inside, children);
    inside.querySelector<HTMLElement>("[tabindex]")?.focus();
  }

  function shown(): Child {
    const { own } = notes(player);
    const words = el("p.plan", { tabindex: -1 }, planWords(player, plan));
    return [words, own && el("p.hint", phrase("ownKept"))];
  }

  const form = (): Child[] => planForm(player, plan, inside, () => draw(rehearsal()));
  const change = (): Child => button(phrase("change"), () => draw(form()), "link");

  const rehearsal = (): Child[] => [
    shown(),
    el("p", phrase("rehearse")),
    button(phrase("said"), () => draw(kept())),
    change(),
    takeAway(player, plan),
  ];

  const kept = (): Child[] => [shown(), change(), stops(player, plan), takeAway(player, plan)];

  const isKept = !!planWords(player, plan) && !anew;
  const shows = isKept ? kept() : form();
  inside.append(...nodes(shows));
  const place = fold(player, phrase("plan"), inside);
  place.open = isKept || anew;
  return place;
}
