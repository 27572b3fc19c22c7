// A learning record for a professional portfolio: printed, with a name that is typed here and kept nowhere.

import type { View } from "../engine/index";
import { button, details, h, uid } from "../ui/dom";
import { planWords } from "./plan";
import type { Player } from "../ui/player";
import { print } from "./print";

export function learningRecord(p: Player, { result, plan }: View): HTMLElement {
  const { t } = p;
  const { title, minutes, source_title } = p.session.cover;
  const [id, hint] = [uid(), uid()];
  const name = h<HTMLInputElement>("input", {
    id,
    type: "text",
    autocomplete: "name",
    maxlength: 80,
    "aria-describedby": hint,
  });
  const sheet = (): void => {
    const lines: [string, string][] = [
      [t("name"), name.value.trim()],
      [t("date"), new Date().toLocaleDateString(p.config.lang, { dateStyle: "long" })],
      [t("length"), t("minutes", { n: minutes })],
      [t("behaviours"), result!.evidence.map(({ label }) => label).join("; ")],
      [t("plan"), plan ? planWords(p, plan) : ""],
    ];
    print(
      p,
      h("h1", null, title),
      h("p", null, source_title, ". ", t("individual"), "."),
      h(
        "dl",
        null,
        lines
          .filter(([, value]) => value)
          .map(([term, value]) => [h("dt", null, term), h("dd", null, value)]),
      ),
    );
  };
  return details(
    t("record"),
    h("p", null, t("individual"), "."),
    h("label", { for: id }, h("b", null, t("name"))),
    h("p.hint", { id: hint }, t("nameHelp")),
    name,
    button(t("print"), sheet, "second"),
  );
}
