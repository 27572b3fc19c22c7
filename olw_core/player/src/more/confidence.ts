// One pair: how sure of yourself before this and now. To think with: it stays on the page, so there is nothing to press.

import { group, rows } from "../ui/controls";
import { h } from "../ui/dom";
import { notes } from "./notes";
import { section } from "./section";
import type { Player } from "../ui/player";

const SCALE = ["1", "2", "3", "4", "5"];

export function confidence(p: Player): HTMLElement {
  const noted = notes(p);
  const pair = (["before", "now"] as const).map((when) => {
    const scale = h(
      "div.scale.five",
      null,
      rows(
        "radio",
        SCALE.map((n) => [n, n]),
        noted[when],
      ),
    );
    scale.addEventListener("change", ({ target }) => {
      noted[when] = (target as HTMLInputElement).value;
    });
    return group(p.t(when), "", scale);
  });
  return section(p, p.t("confidence"), h("p.hint", null, p.t("confidenceHelp")), pair);
}
