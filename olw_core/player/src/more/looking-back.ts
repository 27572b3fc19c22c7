// Looking back: one decision at a time, those with most at stake first. What you chose, why it went
// so, what spoke for either way, where the other choices led, and another way from here.

import type { Explained, Past, View } from "../engine/index";
import type { Moved } from "../session/play-session";
import { button, details, el, type Child } from "../ui/dom";
import { happened } from "../ui/aftermath";
import { moved } from "../ui/moves";
import { story } from "../ui/parts";
import { looking, type Player } from "../ui/player";
import { chosen } from "./chosen";
import { otherWays } from "./other-ways";
import { reasons } from "./reasons";
import { saidThere } from "./say";
import { section } from "./section";

export function lookingBack(player: Player, view: View): Child {
  const { phrase, session } = player;
  const { history, result, closed } = view;
  if (!history.length) return null;
  const counts = result!.percent != null && !looking(player);
  const told = byStake(result!.decisions).map((one) => {
    const past = history.find(({ step }) => step === one.step)!;
    const again = closed ? null : button(phrase("retry"), () => tryFrom(one.step), "link");
    return decision(player, past, one, again);
  });
  told[0]!.open = true;
  const place: HTMLElement = section(
    player,
    phrase("path"),
    el("div.path", told),
    el("p.hint", closed ?? (counts && phrase("retryHelp"))),
    !closed && button(phrase("again"), () => tryFrom(0), "second"),
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
    [number, el("br"), " ", el("span", { html: past.prompt })],
    saidThere(player, past.step),
    chosen(player, past),
    happened(told.consequence),
    reasons(player, told),
    otherWays(player, past, told),
    details(phrase("reread"), story(player, past.html)),
    again,
  );
}
