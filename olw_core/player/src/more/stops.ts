// "What would stop you here?": one optional tap, to think with. It stays on this page.

import { button, el, uid, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";

const STOPS = ["cover", "time", "authority", "fear", "unsure", "nothing"] as const;

export function stops(player: Player): Child {
  const { phrase } = player;
  const id = uid();
  const noted = notes(player);
  const pressed = (stop: string): string => String(noted.stop === stop);

  function press(stop: string): void {
    noted.stop = noted.stop === stop ? "" : stop;
    taps.forEach((tap, i) => tap.setAttribute("aria-pressed", pressed(STOPS[i]!)));
  }

  const taps = STOPS.map((stop) => {
    const tap = button(phrase(stop), () => press(stop), "second");
    tap.setAttribute("aria-pressed", pressed(stop));
    return tap;
  });
  const help = el("span.hint", phrase("stopHelp"));
  return el(
    "div.taps",
    { role: "group", "aria-labelledby": id },
    el("p", { id }, el("b", phrase("stop")), " ", help),
    taps,
  );
}
