// The error summary and the message beside the field, as nhsuk-frontend 10 has them (its templates
// error-summary and error-message; its own script cannot look into a shadow root). As there, the alert
// is not the box that takes the focus but stands inside it, or one of the two is lost. It stands around
// the message alone: tried with Orca 43 and Chromium 150, an alert around the title too was read in
// either order, and the reading position fell to the top of the page.

import { h, uid } from "./dom";
import type { Player } from "./player";

/** `field`: where the link leads. It, and the group around it, carry the same words. */
export function showProblem(
  p: Player,
  place: HTMLElement,
  message: string,
  field?: HTMLElement,
): void {
  clearProblem(place);
  const title = p.head(2, p.t("thereIs"));
  const told = h("div", { role: "alert" }, field ? link(message, field) : message);
  const summary = h(
    "div.problem",
    { tabindex: -1, role: "group", "aria-labelledby": (title.id = uid()) },
    title,
    h("ul", null, h("li", null, told)),
  );
  place.prepend(summary);
  const set = field?.closest("fieldset");
  if (set) mark(p, set, field!, message);
  summary.focus();
}

function link(message: string, field: HTMLElement): HTMLElement {
  const onclick = (event: Event): void => {
    event.preventDefault();
    field.focus();
  };
  return h("a", { href: `#${(field.id ||= uid())}`, onclick }, message);
}

/** The message, told by the group and by the field; which of the two may be called invalid depends on its role. */
function mark(p: Player, set: HTMLElement, field: HTMLElement, message: string): void {
  const id = uid();
  set.querySelector("legend")!.after(h("p.err", { id }, p.t("error"), " ", message));
  set.setAttribute("aria-describedby", id);
  field.setAttribute("aria-describedby", id);
  (set.hasAttribute("role") ? set : field).setAttribute("aria-invalid", "true");
}

export function clearProblem(place: HTMLElement): void {
  for (const old of place.querySelectorAll(".problem, .err")) {
    for (const one of place.querySelectorAll(`[aria-describedby="${old.id}"]`)) {
      one.removeAttribute("aria-describedby");
      one.removeAttribute("aria-invalid");
    }
    old.remove();
  }
}
