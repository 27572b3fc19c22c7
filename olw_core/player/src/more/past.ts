// Read-only: each question so far, what was chosen and what came of it.

import type { Past } from "../engine/index";
import { details, h, type Child } from "../ui/dom";
import { chosen } from "../ui/feedback";
import type { Player } from "../ui/player";

const line = (p: Player, past: Past): Child =>
  h(
    "li",
    null,
    h("p", null, h("b", { html: past.prompt })),
    chosen(p, past),
    past.feedback && h("p", { html: past.feedback.consequence }),
  );

export const pastLines = (p: Player, history: Past[]): Child =>
  details(
    p.t("soFar", { n: history.length }),
    h(
      "ol.past",
      null,
      history.map((past) => line(p, past)),
    ),
  );
