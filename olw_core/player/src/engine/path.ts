// Conditions on the way that was gone: texts and pictures of an ending depend on them; twin of
// olw_core/engine/path.py.

import type { Drawn, Text, When } from "./types";

const ALWAYS: When = [[]];

/** Whether a condition is true of what was chosen: every atom of one of its lists. */
export const holds = (when: When, walked: Set<string>): boolean =>
  when.some((atoms) => atoms.every((atom) => isTrue(atom, walked)));

/** A scene that was not visited is false. */
const isTrue = (atom: string, walked: Set<string>): boolean =>
  atom[0] === "!" ? !walked.has(atom.slice(1)) : walked.has(atom);

/** Whether something that may depend on the way is shown. */
export const shown = ({ when = ALWAYS }: { when?: When }, walked: Set<string>): boolean =>
  holds(when, walked);

/** The parts of a text that hold, as HTML. */
export function words(text: Text, walked: Set<string>): string {
  if (typeof text === "string") return text;
  const parts = text.filter((part) => shown(part, walked));
  return parts.map(({ html }) => html).join("");
}

/** The file of the first choice that holds; "" where none does. */
export function drawn(picture: Drawn, walked: Set<string>): string {
  if (typeof picture === "string") return picture;
  return picture.find((one) => shown(one, walked))?.file ?? "";
}
