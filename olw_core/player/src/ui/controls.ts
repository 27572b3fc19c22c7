// Native radios, checkboxes and groups: a row is one label, so all of it can be pressed.

import { h, uid, type Child } from "./dom";

/** A fieldset. The hint is part of its name: not every screen reader reads a group's description. */
export const group = (legend: Child, hint: string, ...children: Child[]): HTMLElement =>
  h(
    "fieldset",
    null,
    h("legend", null, legend, hint && [h("br"), " ", h("span.hint", null, hint)]),
    children,
  );

/** A fieldset of radio buttons: the role that may be called invalid (WAI-ARIA 1.2, aria-invalid). */
export function radios(legend: Child, ...children: Child[]): HTMLElement {
  const set = group(legend, "", children);
  set.setAttribute("role", "radiogroup");
  return set;
}

/** One row for each [value, words as HTML]. */
export function rows(
  type: "radio" | "checkbox",
  options: [string, string][],
  chosen = "",
): HTMLElement[] {
  const name = uid();
  return options.map(([value, html]) =>
    h(
      "label.opt",
      null,
      h("input", { type, name, value, checked: value === chosen }),
      h("span", { html }),
    ),
  );
}

/** The values ticked inside `place`, in the order shown. */
export const ticked = (place: Element): string[] =>
  [...place.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);

export const firstInput = (place: Element): HTMLInputElement => place.querySelector("input")!;

/** Plain words as HTML. */
export const plain = (words: string): string => h("p", null, words).innerHTML;
