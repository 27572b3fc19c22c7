// Native radios, checkboxes and groups: a row is one label, so all of it can be pressed.

import { el, uid, type Child } from "./dom";

/** A fieldset. The hint is part of its name: not every screen reader reads a group's
 *  description. */
export function group(legend: Child, hint: string, ...children: Child[]): HTMLElement {
  const hinted = hint && [el("br"), " ", el("span.hint", hint)];
  return el("fieldset", el("legend", legend, hinted), children);
}

/** A fieldset of radio buttons: the role that may be called invalid (WAI-ARIA 1.2,
 *  aria-invalid). */
export function radios(legend: Child, ...children: Child[]): HTMLElement {
  const set = group(legend, "", children);
  set.setAttribute("role", "radiogroup");
  return set;
}

/** A value, and its words as HTML. */
export type Option = [value: string, html: string];

export function rows(type: "radio" | "checkbox", options: Option[], chosen = ""): HTMLElement[] {
  const name = uid();
  return options.map(([value, html]) => {
    const input = el("input", { type, name, value, checked: value === chosen });
    return el("label.opt", input, el("span", { html }));
  });
}

/** The values ticked inside `place`, in the order shown. */
export function ticked(place: Element): string[] {
  const inputs = place.querySelectorAll<HTMLInputElement>("input:checked");
  return Array.from(inputs, ({ value }) => value);
}

export const firstInput = (place: Element): HTMLInputElement => place.querySelector("input")!;
