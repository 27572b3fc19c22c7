// The error summary and the message beside the field, as nhsuk-frontend 10 has them (its templates
// error-summary and error-message; its own script cannot look into a shadow root). Theirs has an
// alert inside the box that takes the focus. Ours has none, and describes the box by its words: of
// an alert that comes together with its words Firefox tells Orca nothing (43.1 and 153).

import { el, uid } from "../ui/dom";
import type { Player } from "../ui/player";

/** `field`: where the link leads. It, and the group around it, carry the same words. Gives what
 *  takes the problem away again. */
export function showProblem(
  player: Player,
  place: HTMLElement,
  message: string,
  field?: HTMLElement,
): () => void {
  const words = field ? link(message, field) : message;
  const box = summary(player, words);
  place.prepend(box);
  const set = field?.closest("fieldset");
  if (set) mark(player, set, field!, message);
  box.focus();
  return () => clearProblem(place);
}

function summary(player: Player, message: Node | string): HTMLElement {
  const title = player.head(2, player.phrase("thereIs"));
  const what = el("ul", el("li", message));
  title.id = uid();
  what.id = uid();
  const told = { "aria-labelledby": title.id, "aria-describedby": what.id };
  return el("div.problem", { tabindex: -1, role: "group", ...told }, title, what);
}

function link(message: string, field: HTMLElement): HTMLElement {
  field.id ||= uid();
  const onclick = (event: Event): void => {
    event.preventDefault();
    field.focus();
  };
  return el("a", { href: `#${field.id}`, onclick }, message);
}

/** The message, told by the group and by the field; which of the two may be called invalid depends
 *  on its role. */
function mark(player: Player, set: HTMLElement, field: HTMLElement, message: string): void {
  const id = uid();
  const legend = set.querySelector("legend")!;
  legend.after(el("p.err", { id }, player.phrase("error"), " ", message));
  for (const told of [set, field]) told.setAttribute("aria-describedby", id);
  const invalid = set.hasAttribute("role") ? set : field;
  invalid.setAttribute("aria-invalid", "true");
}

function clearProblem(place: HTMLElement): void {
  for (const old of place.querySelectorAll(".problem, .err")) {
    for (const told of place.querySelectorAll(`[aria-describedby="${old.id}"]`)) {
      told.removeAttribute("aria-describedby");
      told.removeAttribute("aria-invalid");
    }
    old.remove();
  }
}
