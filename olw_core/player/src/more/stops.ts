// "What would stop you here?": one optional tap, to think with. It stays on this page, unless the
// learner has it counted: it goes with the plan then. Only a server that counts gives words for it.

import type { PlanView } from "../engine/index";
import { button, el, replace, uid, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";

const STOPS = ["cover", "time", "authority", "fear", "unsure", "nothing"] as const;

export function stops(player: Player, plan: PlanView): Child {
  const { phrase, config } = player;
  const id = uid();
  const noted = notes(player);
  const count = PACKAGED ? undefined : config.count;
  const place = el("p", { tabindex: -1 });

  function mark(): void {
    taps.forEach((tap, i) => tap.setAttribute("aria-pressed", String(noted.stop === STOPS[i])));
    if (count?.ask) replace(place, [noted.stop && button(count.ask, send, "link")]);
  }

  function send(): void {
    const ask = () => player.session.plan({ ...plan.chosen, stop: noted.stop });
    player.act(place, ask, ({ note }) => {
      count!.ask = "";
      replace(place, [note]);
      place.focus();
    });
  }

  const taps = STOPS.map((stop) =>
    button(
      phrase(stop),
      () => {
        noted.stop = noted.stop === stop ? "" : stop;
        mark();
      },
      "second",
    ),
  );
  mark();
  const help = el("span.hint", count?.help ?? phrase("stopHelp"));
  return el(
    "div.taps",
    { role: "group", "aria-labelledby": id },
    el("p", { id }, el("b", phrase("stop")), " ", help),
    taps,
    count && place,
  );
}
