// What is told of an answer; twin of olw_core/engine/feedback.py.

import { choice } from "./scoring";
import { LEAVE, type Decision } from "./story";
import type { CompiledItem, CompiledOption, Feedback, Told } from "./types";

type Band = "full" | "part" | "low";

/** The band of a gain, in units. */
function band(item: CompiledItem, gain: number): Band {
  if (gain === item.full) return "full";
  return 2 * gain >= item.full ? "part" : "low";
}

/** The authors' feedback on a decision that was not the way out. */
export function told({ item, answer, gain }: Decision): Told {
  if (item.type === "choose") return choice(item, answer).feedback!;
  return item.feedback![band(item, gain)];
}

export function feedbackOf(decision: Decision): Feedback {
  const { item, answer } = decision;
  const { consequence, why } = told(decision);
  const found: Feedback = { consequence, why };
  if (item.type === "choose") addReasons(found, choice(item, answer));
  return found;
}

/** What an option protects and costs, where the authors say so. */
export function addReasons(found: Feedback, option: CompiledOption): void {
  if (option.protects) found.protects = option.protects;
  if (option.costs) found.costs = option.costs;
}

/** The HTML of the options an answer names, in its order; of rate every statement; nothing for the
 *  way out. */
export function lines(item: CompiledItem, answer: string): string[] {
  if (answer === LEAVE) return [];
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
