// A learning record for a professional portfolio: printed, with a name that is typed here and kept
// nowhere.

import type { View } from "../engine/index";
import { button, details, el, uid, type Child } from "../ui/dom";
import type { Player } from "../ui/player";
import { planWords } from "./plan-words";
import { print } from "./print";

const LONGEST_NAME = 80;

export function learningRecord(player: Player, view: View): HTMLElement {
  const { phrase } = player;
  const [id, hint] = [uid(), uid()];
  const name = el<HTMLInputElement>("input", {
    id,
    type: "text",
    autocomplete: "name",
    maxlength: LONGEST_NAME,
    "aria-describedby": hint,
  });
  const printSheet = (): void => print(player, ...sheet(player, view, name.value.trim()));
  return details(
    phrase("record"),
    el("p", phrase("individual"), "."),
    el("label", { for: id }, el("b", phrase("name"))),
    el("p.hint", { id: hint }, phrase("nameHelp")),
    name,
    button(phrase("print"), printSheet, "second"),
  );
}

/** A line without a value is left out. */
function sheet(player: Player, { result, plan }: View, name: string): Child[] {
  const { phrase, config, session } = player;
  const { title, minutes, source_title: source } = session.cover;
  const today = new Date().toLocaleDateString(config.lang, { dateStyle: "long" });
  const labels = result!.evidence.map(({ label }) => label);
  const lines = [
    [phrase("name"), name],
    [phrase("date"), today],
    [phrase("length"), phrase("minutes", { n: minutes })],
    [phrase("behaviours"), labels.join("; ")],
    [phrase("plan"), plan && planWords(player, plan)],
  ];
  const filled = lines.filter(([, value]) => value);
  return [
    el("h1", title),
    el("p", source, ". ", phrase("individual"), "."),
    el(
      "dl",
      filled.map(([term, value]) => [el("dt", term), el("dd", value)]),
    ),
  ];
}
