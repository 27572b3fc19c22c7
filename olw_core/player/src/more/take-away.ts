// The plan to pocket: a calendar entry for each return day, with a neutral title, and a card to
// print.

import { days } from "../../returns.json";
import type { PlanView } from "../engine/index";
import { firstInput, rows } from "../ui/controls";
import { button, el, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { asHtml } from "./as-html";
import { calendar } from "./calendar";
import { planWords } from "./plan-words";
import { print } from "./print";

const KEPT = 60_000; // ms that a browser has to take the file

export function takeAway(player: Player, plan: PlanView): Child {
  const { phrase, config, session } = player;
  const [tick] = rows("checkbox", [["plan", asHtml(phrase("inCalendar"))]]);
  const listed = list(config.lang, days.map(String));

  function addReminders(): void {
    const withPlan = firstInput(tick!).checked;
    const text = withPlan ? planWords(player, plan) : phrase("calendarText");
    download(calendar(phrase("calendarTitle"), text, days, new Date()));
  }

  function printCard(): void {
    const words = el("p.plan", planWords(player, plan));
    print(player, words, el("p", session.cover.title));
  }

  return el(
    "div.take",
    player.head(3, phrase("take")),
    el("p.hint", phrase("calendarHelp", { days: listed })),
    tick,
    button(phrase("calendar"), addReminders, "second"),
    button(phrase("pocket"), printCard, "second"),
  );
}

/** Safari before 14.1 has no words between. */
function list(lang: string, parts: string[]): string {
  return Intl.ListFormat ? new Intl.ListFormat(lang).format(parts) : parts.join(", ");
}

function download(text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  el("a", { href, download: "reminders.ics" }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
