// Looking back: one decision at a time, those with most at stake first. What you chose, why it went
// so, what spoke for either way, where the other choices led, and another way from here.

import type { Explained, Past, View } from "../engine/index";
import type { Moved } from "../session/play-session";
import { button, details, el, type Child } from "../ui/dom";
import { moved } from "../ui/moves";
import type { Player } from "../ui/player";
import { answerOf } from "./chosen";
import { otherWays } from "./other-ways";
import { pastLines } from "./past";
import { reasons } from "./reasons";
import { saidThere } from "./say";
import { section } from "./section";

export function lookingBack(player: Player, view: View): Child {
  const { phrase, session } = player;
  const { history, result, closed } = view;
  if (!history.length) return null;
  const told = byStake(result!.decisions).map((one) => {
    const past = history.find(({ step }) => step === one.step)!;
    const again = closed ? null : button(phrase("retry"), () => tryFrom(one.step), "link");
    return decision(player, past, one, again);
  });
  const [first, ...others] = told;
  if (first) first.open = true;
  const n = others.length;
  const words = phrase("otherDecisions", { n });
  const fromTheStart = (): void => tryFrom(0);
  const atTheFoot = closed ? el("p.hint", closed) : button(phrase("again"), fromTheStart, "row");
  const place: HTMLElement = section(
    player,
    phrase("path"),
    el(
      "div.path",
      first ?? pastLines(player, history),
      n > 0 && details(words, el("div.path", others)),
    ),
    atTheFoot,
  );

  function tryFrom(step: number): void {
    const ask = (): Promise<Moved> => session.retry(view, step);
    player.act(place, ask, (to) => moved(player, view, to));
  }

  return place;
}

const byStake = (decisions: Explained[]): Explained[] =>
  [...decisions].sort((one, next) => next.stake - one.stake || one.step - next.step);

function decision(player: Player, past: Past, told: Explained, again: Child): HTMLDetailsElement {
  const { phrase } = player;
  const number = el("span.caption", phrase("scene", { n: past.step + 1 }));
  return details(
    [number, " ", el("span", { html: past.prompt })],
    saidThere(player, past.step),
    el("div.yours", el("b", phrase("youChose"), ":"), " ", answerOf(player, past)),
    reasons(player, told),
    otherWays(player, past, told),
    again,
  );
}
