// Makes elements. HTML from a View has been cleaned by the compiler.

/** What can stand in an element; false, null and undefined are left out. */
export type Child = Node | string | number | false | null | undefined | Child[];

/** `html` is its content, a function listens (`onclick`), true is an attribute without value. */
export type Props = Record<string, unknown>;

/** el("p.big", { id: "a" }, children): a tag with classes, attributes where there are any, and what
 *  stands inside. */
export function el<T extends HTMLElement = HTMLElement>(
  spec: string,
  props: Props,
  ...children: Child[]
): T;
export function el<T extends HTMLElement = HTMLElement>(spec: string, ...children: Child[]): T;
export function el(spec: string, ...content: (Props | Child)[]): HTMLElement {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag!);
  if (classes[0]) element.className = classes.join(" ");
  if (isProps(content[0])) {
    for (const [name, value] of Object.entries(content[0])) set(element, name, value);
    content.shift();
  }
  element.append(...nodes(content as Child[]));
  return element;
}

const isProps = (given: Props | Child): given is Props => given?.constructor === Object;

function set(element: HTMLElement, name: string, value: unknown): void {
  const text = value === true ? "" : (value as string);
  if (name === "html") element.innerHTML = text;
  else if (typeof value === "function") {
    element.addEventListener(name.slice(2), value as EventListener);
  } else if (value != null && value !== false) element.setAttribute(name, text);
}

export function nodes(children: Child[]): (Node | string)[] {
  const all = children.flat(9) as Child[];
  const shown = all.filter((child) => child || child === 0);
  return shown.map((child) => (child instanceof Node ? child : String(child)));
}

/** Puts these in the place of what stands there. */
export function fill(place: Element, ...children: Child[]): void {
  place.textContent = "";
  place.append(...nodes(children));
}

/** Puts new things where the learner has just acted. The caret that a screen reader's browse mode
 *  leaves in the pressed control goes first: where the browser has to move it, Orca takes the new
 *  place in silence. */
export function replace(place: Element, children: Child[]): void {
  getSelection()?.removeAllRanges();
  fill(place, children);
}

export const button = (words: string, onclick: () => void, kind = "main"): HTMLElement =>
  el(`button.btn.${kind}`, { type: "button", onclick }, words);

export const details = (summary: Child, ...children: Child[]): HTMLDetailsElement =>
  el("details", el("summary", summary), el("div.inside", children));

let last = 0;

/** An id that no other element of the page has. */
export const uid = (): string => `olw${++last}`;
