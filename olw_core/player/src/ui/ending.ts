// The end of a story: what became of it. What follows comes from the second script.

import type { View } from "../engine/index";
import { h, type Child } from "./dom";
import { looking, type Player } from "./player";
import { story, support } from "./scene";

export function endingScreen(p: Player, view: View, note: Child, returning: boolean): Child[] {
  const { ending, result, plan } = view;
  const percent = (key: "percent" | "best", n?: number): Child =>
    n != null && h("p", null, p.t(key, { n }));
  return [
    note,
    h(
      "div.end",
      { "data-tone": ending!.tone },
      p.top(p.t("done"), ending!.title),
      story(p, view.html),
      ending!.left && support(p),
      percent("percent", result!.percent),
      !looking(p) && result!.best !== result!.percent && percent("best", result!.best),
    ),
    p.rest((more) => [returning && plan && more.followUp(p, plan), more.afterwards(p, view)]),
  ];
}
