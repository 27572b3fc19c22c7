// Native radios, checkboxes and groups: a row is one label, so all of it can be pressed.

import { h, uid, type Child } from "./dom";

/** A fieldset; the hint and any error are read with its legend. */
export function group(legend: Child, hint: string, ...children: Child[]): HTMLElement {
  const id = hint && uid();
  return h("fieldset", { "aria-describedby": id || null, "data-hint": id || null },
    h("legend", null, legend), hint && h("p.hint", { id }, hint), children);
}

/** One row for each [value, words as HTML]. */
export function rows(type: "radio" | "checkbox", options: [string, string][], chosen = ""): HTMLElement[] {
  const name = uid();
  return options.map(([value, html]) =>
    h("label.opt", null, h("input", { type, name, value, checked: value === chosen }), h("span", { html })));
}

/** The values ticked inside `place`, in the order shown. */
export const ticked = (place: Element): string[] =>
  [...place.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);

export const firstInput = (place: Element): HTMLInputElement => place.querySelector("input")!;

/** Plain words as HTML. */
export const plain = (words: string): string => h("p", null, words).innerHTML;
