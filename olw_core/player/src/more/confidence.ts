// One pair: how sure of yourself before this and now. To think with: it stays on the page, so there
// is nothing to press.

import { group, rows, type Option } from "../ui/controls";
import { el } from "../ui/dom";
import type { Player } from "../ui/player";
import { notes } from "./notes";
import { section } from "./section";

const SCALE: Option[] = ["1", "2", "3", "4", "5"].map((step) => [step, step]);

export function confidence(player: Player): HTMLElement {
  const { phrase } = player;
  const pair = [scale(player, "before"), scale(player, "now")];
  return section(player, phrase("confidence"), el("p.hint", phrase("confidenceHelp")), pair);
}

function scale(player: Player, when: "before" | "now"): HTMLElement {
  const noted = notes(player);
  const steps = el("div.scale.five", rows("radio", SCALE, noted[when]));
  steps.addEventListener("change", ({ target }) => {
    noted[when] = (target as HTMLInputElement).value;
  });
  return group(player.phrase(when), "", steps);
}
