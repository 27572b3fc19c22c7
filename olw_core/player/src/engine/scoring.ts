// The four item rules; twin of olw_core/engine/scoring.py.

import { EngineError } from "./errors";
import type { BandName, CompiledItem, CompiledOption, ItemType } from "./types";

type Graded = Exclude<ItemType, "choose">;

function refuse(code: string, message: string): never {
  throw new EngineError(code, message);
}

/** The response in the one form the record stores. Throws EngineError. */
export function canonical(item: CompiledItem, response: unknown): string {
  const read = readable(response);
  const ids = item.options.map(({ id }) => id);
  return CHECKS[item.type](ids, read, item);
}

function readable(response: unknown): string {
  if (typeof response === "string" && /^[\x00-\x7f]{1,36}$/.test(response)) return response;
  return refuse(
    "answer-malformed",
    "The answer could not be read. Choose again and press Continue.",
  );
}

function checkKnown(ids: string[], response: string): void {
  for (const letter of response) {
    if (ids.includes(letter)) continue;
    const problem = `There is no choice '${letter}' here.`;
    refuse("answer-unknown-option", `${problem} Choose one of those shown.`);
  }
}

function one(ids: string[], response: string): string {
  if (response.length !== 1) refuse("answer-wrong-count", "Choose one.");
  checkKnown(ids, response);
  return response;
}

/** The letters in the authors' order. */
function picks(ids: string[], response: string, { k }: CompiledItem): string {
  checkKnown(ids, response);
  const picked = ids.filter((letter) => response.includes(letter));
  if (response.length !== k || picked.length !== k) {
    refuse("answer-wrong-count", `Choose ${k}, no more and no fewer.`);
  }
  return picked.join("");
}

function order(ids: string[], response: string): string {
  checkKnown(ids, response);
  const given = [...response].sort().join();
  if (given !== [...ids].sort().join()) {
    refuse("answer-not-a-ranking", "Put every line in order, each one once.");
  }
  return response;
}

/** One digit for each option. */
function ratings(ids: string[], response: string): string {
  if (!/^[1-4]+$/.test(response)) {
    refuse("answer-unknown-option", "Rate each line from 1 to 4.");
  }
  if (response.length !== ids.length) refuse("answer-wrong-count", "Rate every line.");
  return response;
}

/** How each kind of item reads an answer; another kind is none. */
const CHECKS: Record<ItemType, (ids: string[], read: string, item: CompiledItem) => string> = {
  choose: one,
  pick: picks,
  rank: order,
  rate: ratings,
};

/** What a canonical answer earns, in units of the story's denominator. */
export function gain(item: CompiledItem, answer: string): number {
  if (item.type === "choose") return choice(item, answer).gain!;
  return item.unit! * PARTS[item.type](item, answer);
}

export const choice = (item: CompiledItem, letter: string): CompiledOption =>
  item.options.find(({ id }) => id === letter)!;

const rightPicks = (item: CompiledItem, answer: string): number =>
  [...answer].filter((letter) => (item.key as string[]).includes(letter)).length;

const stepsSaved = (item: CompiledItem, answer: string): number =>
  item.dmax! - footrule(item.key as string[][], answer);

function quartersEarned(item: CompiledItem, answer: string): number {
  const ratings = item.key as Record<string, number>;
  let sum = 0;
  item.options.forEach(({ id }, i) => {
    sum += quarters(ratings[id]!, Number(answer[i]));
  });
  return sum;
}

const PARTS: Record<Graded, (item: CompiledItem, answer: string) => number> = {
  pick: rightPicks,
  rank: stepsSaved,
  rate: quartersEarned,
};

/** Sum of |place given - place in the key|; tied groups take the order that suits the answer
 *  best. */
function footrule(key: string[][], answer: string): number {
  let total = 0;
  let place = 0;
  for (const tied of key) {
    const given = tied.map((letter) => answer.indexOf(letter));
    given.sort((before, after) => before - after);
    for (const at of given) total += Math.abs(at - place++);
  }
  return total;
}

/** Exact 4; one off on the same side of the line between 2 and 3: 3; else 0. */
function quarters(key: number, given: number): number {
  if (given === key) return 4;
  return given <= 2 === key <= 2 ? 3 : 0;
}

/** The band of a gain, in units: the share s that was earned is 1, at least 1/2, or less. */
export function band(item: CompiledItem, earned: number): BandName {
  if (earned === item.full) return "full";
  return 2 * earned >= item.full ? "part" : "low";
}
