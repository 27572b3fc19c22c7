// Walks a record through a compiled story; twin of olw_core/engine/story.py.

import { EngineError } from "./errors";
import { canonical, gain } from "./scoring";
import type { CompiledItem, CompiledModule, CompiledNode, CompiledScene, Step } from "./types";

export const LEAVE = "_";

export interface Decision {
  node: CompiledNode;
  item: CompiledItem;
  answer: string;
  /** What it earned, and what it gave away: in units. */
  gain: number;
  regret: number;
}

export interface Walk {
  decisions: Decision[];
  /** Where the learner is. */
  node: CompiledNode;
  total: number;
  /** Whether the way out was taken. */
  left: boolean;
}

export const ended = (here: Walk): boolean => here.node.item === null;

export const startNode = (module: CompiledModule): CompiledNode =>
  module.story.nodes[module.story.start]!;

export const itemAt = (module: CompiledModule, node: CompiledNode): CompiledItem =>
  module.story.items[node.item!]!;

export const sceneAt = (module: CompiledModule, node: CompiledNode): CompiledScene =>
  module.story.scenes[node.scene]!;

/** Follows steps from the start; the second value is how many of them were valid. */
export function walk(module: CompiledModule, steps: Step[]): [Walk, number] {
  let here: Walk = { decisions: [], node: startNode(module), total: 0, left: false };
  let count = 0;
  for (const step of steps) {
    if (!same(module, here, step)) break;
    here = follow(module, here, step[1]);
    count++;
  }
  return [here, count];
}

/** Whether a stored step still means this answer to the decision at hand. */
export function same(module: CompiledModule, here: Walk, [tag, answer]: Step): boolean {
  if (ended(here) || sceneAt(module, here.node).tag !== tag) return false;
  return answerOf(module, here, answer) === answer;
}

/** The canonical answer, or null where the response cannot be taken. */
export function answerOf(module: CompiledModule, here: Walk, response: unknown): string | null {
  try {
    return check(module, here, response);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/** The canonical answer to the decision at hand, or the way out. Throws EngineError. */
export function check(module: CompiledModule, here: Walk, response: unknown): string {
  if (response === LEAVE && module.story.way_out !== null) return LEAVE;
  return canonical(itemAt(module, here.node), response);
}

/** One step further. Leaving counts as if the rest had gone best. */
export function follow(module: CompiledModule, here: Walk, answer: string): Walk {
  const { node } = here;
  const item = itemAt(module, node);
  const next = after(module, node, answer);
  const left = answer === LEAVE;
  const earned = left ? node.best : gain(item, answer);
  const regret = node.best - earned - next.best;
  return {
    decisions: [...here.decisions, { node, item, answer, gain: earned, regret }],
    node: next,
    total: here.total + earned,
    left: here.left || left,
  };
}

/** The node that an answer leads to. */
function after(module: CompiledModule, node: CompiledNode, answer: string): CompiledNode {
  const target = answer === LEAVE ? module.story.way_out : (node.go[answer] ?? node.go[""]);
  return module.story.nodes[target!]!;
}

/** 0-100, rounded half up from the exact fraction; 100 when nothing was at stake. */
export function percent(module: CompiledModule, total: number): number {
  const { best, worst } = startNode(module);
  const spread = best - worst;
  if (spread === 0) return 100;
  return Math.floor((200 * (total - worst) + spread) / (2 * spread));
}

/** 0-100: the share of the longest path that no longer lies ahead. */
export function progress(module: CompiledModule, here: Walk): number {
  if (ended(here)) return 100;
  const { longest } = startNode(module);
  const behind = longest - here.node.longest;
  return Math.floor((100 * behind) / longest);
}
