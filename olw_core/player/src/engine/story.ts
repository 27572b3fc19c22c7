// Walks a record through a compiled story; twin of olw_core/engine/story.py.
import { EngineError } from "./errors";
import { canonical, gain } from "./scoring";
import type { CompiledItem, CompiledModule, CompiledNode } from "./types";

export const LEAVE = "_";
export interface Decision {
  node: CompiledNode;
  item: CompiledItem;
  answer: string;
  gain: number;
  regret: number;
}
export interface Walk {
  decisions: Decision[];
  node: CompiledNode;
  total: number;
  left: boolean;
}

export const ended = (here: Walk): boolean => here.node.item === null;
export const startNode = (m: CompiledModule): CompiledNode => m.story.nodes[m.story.start]!;
export const itemAt = (m: CompiledModule, node: CompiledNode): CompiledItem =>
  m.story.items[node.item!]!;

/** Follows steps from the start; the second value is how many of them were valid. */
export function walk(
  m: CompiledModule,
  steps: readonly (readonly [string, string])[],
): [Walk, number] {
  let here: Walk = { decisions: [], node: startNode(m), total: 0, left: false };
  let count = 0;
  for (const [tag, answer] of steps) {
    if (ended(here) || m.story.scenes[here.node.scene]!.tag !== tag || !same(m, here, answer))
      break;
    here = follow(m, here, answer);
    count++;
  }
  return [here, count];
}

/** Whether a response means exactly this stored answer here. */
export function same(m: CompiledModule, here: Walk, answer: string): boolean {
  return answerOf(m, here, answer) === answer;
}

/** The canonical answer, or null where the response cannot be taken. */
export function answerOf(m: CompiledModule, here: Walk, response: unknown): string | null {
  try {
    return check(m, here, response);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/** The canonical answer to the decision at hand, or the way out. Throws EngineError. */
export function check(m: CompiledModule, here: Walk, response: unknown): string {
  return response === LEAVE && m.story.way_out !== null
    ? LEAVE
    : canonical(itemAt(m, here.node), response);
}

/** One step further. Leaving counts as if the rest had gone best. */
export function follow(m: CompiledModule, here: Walk, answer: string): Walk {
  const { story } = m;
  const { node } = here;
  const item = itemAt(m, node);
  const left = answer === LEAVE;
  const after = story.nodes[left ? story.way_out! : (node.go[answer] ?? node.go[""]!)]!;
  const earned = left ? node.best : gain(item, answer);
  const decision = { node, item, answer, gain: earned, regret: node.best - earned - after.best };
  return {
    decisions: [...here.decisions, decision],
    node: after,
    total: here.total + earned,
    left: here.left || left,
  };
}

/** 0-100, rounded half up from the exact fraction; 100 when nothing was at stake. */
export function percent(m: CompiledModule, total: number): number {
  const { best, worst } = startNode(m);
  const spread = best - worst;
  return spread === 0 ? 100 : Math.floor((200 * (total - worst) + spread) / (2 * spread));
}

/** 0-100: the share of the longest path that no longer lies ahead. */
export function progress(m: CompiledModule, here: Walk): number {
  if (ended(here)) return 100;
  const { longest } = startNode(m);
  return Math.floor((100 * (longest - here.node.longest)) / longest);
}
