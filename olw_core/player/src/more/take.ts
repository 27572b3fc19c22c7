// The plan to pocket: three calendar entries with a neutral title, and a card to print.

import type { PlanView } from "../engine/index";
import { calendar } from "./calendar";
import { rows, plain } from "../ui/controls";
import { button, h, type Child } from "../ui/dom";
import { planWords } from "./plan";
import type { Player } from "../ui/player";
import { print } from "./print";

export function takeAway(p: Player, plan: PlanView): Child {
  const { t } = p;
  const [tick] = rows("checkbox", [["plan", plain(t("inCalendar"))]]);
  const download = (): void => {
    const told = tick!.querySelector("input")!.checked ? planWords(p, plan) : t("calendarText");
    const href = URL.createObjectURL(
      new Blob([calendar(t("calendarTitle"), told, new Date())], { type: "text/calendar" }),
    );
    h("a", { href, download: "reminders.ics" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };
  return h(
    "div.take",
    null,
    p.head(3, t("take")),
    h("p.hint", null, t("calendarHelp")),
    tick,
    button(t("calendar"), download, "second"),
    button(
      t("pocket"),
      () => print(p, h("p.plan", null, planWords(p, plan)), h("p", null, p.session.cover.title)),
      "second",
    ),
  );
}
