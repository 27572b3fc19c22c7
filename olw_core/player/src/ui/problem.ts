// The error summary: focused when it appears; its link moves the focus inside the shadow root (NHS.UK's own script cannot).

import { h, uid } from "./dom";
import type { Player } from "./player";

const OLD = ".problem, .err";

export function showProblem(p: Player, place: HTMLElement, message: string, field?: HTMLElement): void {
  clearProblem(place);
  const id = uid();
  const text = field ? h("a", { href: `#${field.id ||= uid()}`, onclick: (event: Event) => { event.preventDefault(); field.focus(); } }, message) : message;
  const title = p.head(2, p.t("thereIs"));
  title.id = id;
  const summary = h("div.problem", { role: "group", tabindex: -1, "aria-labelledby": id }, title, h("p", null, text));
  place.prepend(summary);
  const set = field?.closest("fieldset");
  if (set) {
    const beside = h("p.err", { id: uid() }, h("span.vh", null, p.t("error"), " "), message);
    set.querySelector("legend")!.after(beside);
    set.setAttribute("aria-describedby", `${set.dataset["hint"] ?? ""} ${beside.id}`.trim());
  }
  summary.focus();
}

export function clearProblem(place: HTMLElement): void {
  place.querySelectorAll<HTMLElement>(OLD).forEach((old) => {
    const set = old.closest("fieldset");
    if (set?.dataset["hint"]) set.setAttribute("aria-describedby", set.dataset["hint"]!);
    else set?.removeAttribute("aria-describedby");
    old.remove();
  });
}
