// What is told of an answer; twin of olw_core/engine/feedback.py.

import { band, choice } from "./scoring";
import type { Decision } from "./story";
import type { CompiledItem, Feedback, Told } from "./types";

/** All that the authors say of an answer. */
export function saidOf({ item, answer, gain }: Decision): Told {
  if (item.type === "choose") return choice(item, answer).feedback!;
  return item.feedback![band(item, gain)];
}

/** What came of an answer; its reasons are told at the ending. */
export const feedbackOf = (decision: Decision): Feedback => ({
  consequence: saidOf(decision).consequence,
});

/** The HTML of the options an answer names, in its order; of rate every statement. */
export function lines(item: CompiledItem, answer: string): string[] {
  if (item.type === "rate") return item.options.map(({ html }) => html);
  return Array.from(answer, (letter) => choice(item, letter).html);
}

/** The answer the authors would give to a pick, rank or rate item, as a response string. */
export function authorsAnswer(item: CompiledItem): string {
  if (item.type === "rank") return (item.key as string[][]).flat().join("");
  const ids = item.options.map(({ id }) => id);
  if (item.type === "pick") {
    return ids.filter((letter) => (item.key as string[]).includes(letter)).join("");
  }
  const ratings = item.key as Record<string, number>;
  return ids.map((letter) => ratings[letter]).join("");
}
