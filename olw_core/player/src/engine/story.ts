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
  /** What the decisions that count earned. */
  total: number;
  /** Where what counts began: the story's start, or that of the short way. */
  begin: CompiledNode;
  /** Decisions up to and with the way out: they count no more. 0 = it was not taken. */
  skipped: number;
  /** Progress when the way out was taken. */
  passed: number;
}

/** The decisions that count, which the learner is told of. */
export const told = ({ decisions, skipped }: Walk): Decision[] => decisions.slice(skipped);

export const ended = (here: Walk): boolean => here.node.item === null;

const startNode = (module: CompiledModule): CompiledNode => module.story.nodes[module.story.start]!;

export const itemAt = (module: CompiledModule, node: CompiledNode): CompiledItem =>
  module.story.items[node.item!]!;

export const sceneAt = (module: CompiledModule, node: CompiledNode): CompiledScene =>
  module.story.scenes[node.scene]!;

/** Follows steps from the start; the second value is how many of them were valid. */
export function walk(module: CompiledModule, steps: Step[]): [Walk, number] {
  const begin = startNode(module);
  let here: Walk = { decisions: [], node: begin, total: 0, begin, skipped: 0, passed: 0 };
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
  if (response === LEAVE && mayLeave(module, here)) return LEAVE;
  return canonical(itemAt(module, here.node), response);
}

/** Whether there is a way out from here: a story has at most one, and it is taken once. */
export const mayLeave = (module: CompiledModule, here: Walk): boolean =>
  module.story.way_out !== null && !here.skipped;

/** One step further. */
export function follow(module: CompiledModule, here: Walk, answer: string): Walk {
  if (answer === LEAVE) return leaveStory(module, here);
  const { node } = here;
  const item = itemAt(module, node);
  const next = module.story.nodes[(node.go[answer] ?? node.go[""])!]!;
  const earned = gain(item, answer);
  const regret = node.best - earned - next.best;
  return {
    ...here,
    decisions: [...here.decisions, { node, item, answer, gain: earned, regret }],
    node: next,
    total: here.total + earned,
  };
}

/** The way out: what was decided before earns nothing and gives nothing away. */
function leaveStory(module: CompiledModule, here: Walk): Walk {
  const { node } = here;
  const item = itemAt(module, node);
  const decisions = [...here.decisions, { node, item, answer: LEAVE, gain: 0, regret: 0 }];
  const begin = module.story.nodes[module.story.way_out!]!;
  const skipped = decisions.length;
  return { decisions, node: begin, total: 0, begin, skipped, passed: progress(here) };
}

/** 0-100, rounded half up from the exact fraction; 100 when nothing was at stake. */
export function percent({ begin: { best, worst }, total }: Walk): number {
  const spread = best - worst;
  if (spread === 0) return 100;
  return Math.floor((200 * (total - worst) + spread) / (2 * spread));
}

/** 0-100: the share of the longest path that no longer lies ahead; on the short way, of what was
 *  left when it began. */
export function progress(here: Walk): number {
  if (ended(here)) return 100;
  const { longest } = here.begin;
  const behind = longest - here.node.longest;
  return here.passed + Math.floor(((100 - here.passed) * behind) / longest);
}
