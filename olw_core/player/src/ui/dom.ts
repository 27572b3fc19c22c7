// Makes elements. HTML from a View has been cleaned by the compiler.

export type Child = Node | string | number | false | null | undefined | Child[];
export type Props = Record<string, unknown>;

/** h("p.big", {id: "a", onclick: f, html: "<b>x</b>"}, children): false, null and undefined are left out. */
export function h<T extends HTMLElement = HTMLElement>(
  spec: string,
  props: Props | null = null,
  ...children: Child[]
): T {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag!) as T;
  if (classes[0]) element.className = classes.join(" ");
  for (const name in props) {
    const value = props[name];
    if (name === "html") element.innerHTML = value as string;
    else if (typeof value === "function")
      element.addEventListener(name.slice(2), value as EventListener);
    else if (value != null && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

export const nodes = (children: Child[]): (Node | string)[] =>
  (children.flat(9) as Child[])
    .filter((child) => child || child === 0)
    .map((child) => (child instanceof Node ? child : String(child)));

/**
 * Puts new things where the learner has just acted. The caret that a screen reader's browse mode leaves in
 * the pressed control goes first: where the browser has to move it, Orca takes the new place in silence.
 */
export function replace(place: Element, children: Child[]): void {
  getSelection()?.removeAllRanges();
  place.replaceChildren(...nodes(children));
}

export const button = (words: string, onclick: () => void, kind = "main"): HTMLElement =>
  h(`button.btn.${kind}`, { type: "button", onclick }, words);

export const details = (summary: Child, ...children: Child[]): HTMLElement =>
  h("details", null, h("summary", null, h("span", null, summary)), h("div.inside", null, children));

let last = 0;
/** An id that no other element of the page has. */
export const uid = (): string => `olw${++last}`;
