// What a learner answered, as a report of an LMS or a record store shows it. The marks between the
// parts differ: "a.3,b.1" in SCORM 1.2, "a[.]3[,]b[.]1" in SCORM 2004 and xAPI.

import type { ItemType } from "../engine/index";

/** The interaction types of SCORM and xAPI. */
export const TYPE = {
  choose: "choice",
  pick: "choice",
  rank: "sequencing",
  rate: "matching",
} as const;

export interface Marks {
  dot: string;
  comma: string;
}

export const BRACKETED: Marks = { dot: "[.]", comma: "[,]" };

/** a for 0, b for 1: the statements of a rate decision are lettered in the authors' order. */
export const letter = (index: number): string => String.fromCharCode(97 + index);

/** "31" of a rate decision is a.3 and b.1; any other response is the list of its letters. */
export function worded(type: ItemType, response: string, { dot, comma }: Marks): string {
  const parts = Array.from(response);
  const pairs = parts.map((level, index) => letter(index) + dot + level);
  const words = type === "rate" ? pairs : parts;
  return words.join(comma);
}

/** 1 and 0 have words in both editions; between them the share of the points, two decimals. */
export function result([got, of]: [number, number], none: string): string {
  if (got >= of) return "correct";
  if (got <= 0) return none;
  return String(Math.round((got / of) * 100) / 100);
}
