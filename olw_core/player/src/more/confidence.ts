// One pair: how sure of yourself before this and now. Private.

import type { PlanView } from "../engine/index";
import { group, rows, ticked } from "../ui/controls";
import { button, h } from "../ui/dom";
import { section } from "./section";
import { keep } from "./plan";
import type { Player } from "../ui/player";

export function confidence(p: Player, plan: PlanView): HTMLElement {
  const pair = (["before", "now"] as const).map((when) =>
    group(p.t(when), "", h("div.scale.five", null,
      rows("radio", [1, 2, 3, 4, 5].map((n) => [`${n}`, `${n}`]), `${plan.chosen[when]}`))));
  const place = section(p, p.t("confidence"), h("p.hint", null, p.t("confidenceHelp")), pair, button(p.t("keep"), () => {
    const [before = 0, now = 0] = pair.map((field) => Number(ticked(field)[0] ?? 0));
    keep(p, place, plan, { before, now }, () => undefined);
  }, "second"));
  return place;
}
