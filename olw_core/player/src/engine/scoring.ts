// The four item rules; twin of olw_core/engine/scoring.py.
import { EngineError } from "./errors";
import type { CompiledItem } from "./types";

const refuse = (code: string, message: string): never => {
  throw new EngineError(code, message);
};

/** The response in the one form the record stores. Throws EngineError. */
export function canonical(item: CompiledItem, response: unknown): string {
  if (typeof response !== "string" || !/^[\x00-\x7f]{1,36}$/.test(response)) {
    return refuse(
      "answer-malformed",
      "The answer could not be read. Choose again and press Continue.",
    );
  }
  const ids = item.options.map((o) => o.id);
  if (item.type === "rate") return ratings(ids, response);
  if (item.type === "choose" && response.length !== 1) refuse("answer-wrong-count", "Choose one.");
  for (const letter of response) {
    if (!ids.includes(letter))
      refuse(
        "answer-unknown-option",
        `There is no choice '${letter}' here. Choose one of those shown.`,
      );
  }
  if (item.type === "pick") {
    if (response.length !== item.k || new Set(response).size !== response.length) {
      refuse("answer-wrong-count", `Choose ${item.k}, no more and no fewer.`);
    }
    return ids.filter((i) => response.includes(i)).join("");
  }
  if (item.type === "rank" && [...response].sort().join() !== [...ids].sort().join()) {
    refuse("answer-not-a-ranking", "Put every line in order, each one once.");
  }
  return response;
}

function ratings(ids: string[], response: string): string {
  if (!/^[1-4]+$/.test(response)) refuse("answer-unknown-option", "Rate each line from 1 to 4.");
  if (response.length !== ids.length) refuse("answer-wrong-count", "Rate every line.");
  return response;
}

/** What a canonical answer earns, in units of the story's denominator. */
export function gain(item: CompiledItem, answer: string): number {
  if (item.type === "choose") return item.options.find((o) => o.id === answer)!.gain!;
  const unit = item.unit!;
  if (item.type === "pick")
    return unit * [...answer].filter((i) => (item.key as string[]).includes(i)).length;
  if (item.type === "rank") return unit * (item.dmax! - footrule(item.key as string[][], answer));
  const key = item.key as Record<string, number>;
  return (
    unit * item.options.reduce((sum, o, i) => sum + quarters(key[o.id]!, Number(answer[i])), 0)
  );
}

/** Sum of |place given - place in the key|; tied groups take the order that suits the answer best. */
export function footrule(key: string[][], answer: string): number {
  let total = 0;
  let place = 0;
  for (const group of key) {
    const given = group.map((i) => answer.indexOf(i)).sort((a, b) => a - b);
    for (const g of given) total += Math.abs(g - place++);
  }
  return total;
}

/** Exact 4; one off on the same side of the line between 2 and 3: 3; else 0. */
export function quarters(key: number, given: number): number {
  if (given === key) return 4;
  return given <= 2 === key <= 2 ? 3 : 0;
}
