// What an ending tells: decisions explained, behaviours shown; twin of olw_core/engine/result.py.

import { authorsAnswer, lines, saidOf } from "./feedback";
import { counted } from "./record";
import { choice } from "./scoring";
import { percent, sceneAt, told, type Decision, type Walk } from "./story";
import type {
  AttemptRecord,
  CompiledModule,
  CompiledNode,
  Evidence,
  Explained,
  Other,
  Result,
} from "./types";

/** Percentages only with `scores`. */
export function resultOf(
  module: CompiledModule,
  record: AttemptRecord,
  here: Walk,
  scores: boolean,
): Result {
  const found: Result = {
    decisions: told(here).map((decision, i) => explained(module, decision, here.skipped + i)),
    evidence: evidence(module, here),
  };
  if (!scores) return found;
  found.percent = percent(here);
  if (record.done) found.best = counted(record.done);
  return found;
}

/** What was at stake, what spoke for the answer and for another, and the others or the authors'
 *  own. */
function explained(module: CompiledModule, decision: Decision, step: number): Explained {
  const { node, item } = decision;
  const found: Explained = {
    step,
    scene: node.scene,
    regret: decision.regret,
    stake: node.best - node.worst,
    tests: [...item.tests],
    ...saidOf(decision),
    protects: "",
    costs: "",
    others: [],
  };
  if (item.type === "choose") {
    const own = choice(item, decision.answer);
    found.protects = own.protects!;
    found.costs = own.costs!;
    found.others = others(module, decision);
    return found;
  }
  found.key = authorsAnswer(item);
  found.keyed = lines(item, found.key);
  return found;
}

/** The options that were not taken. */
function others(module: CompiledModule, decision: Decision): Other[] {
  const left = decision.item.options.filter(({ id }) => id !== decision.answer);
  return left.map((option) => ({
    id: option.id,
    html: option.html,
    consequence: option.feedback!.consequence,
    protects: option.protects!,
    costs: option.costs!,
    then: then(module, module.story.nodes[decision.node.go[option.id]!]!),
  }));
}

/** Recap, or the ending's title, of a node's scene. */
function then(module: CompiledModule, node: CompiledNode): string {
  const scene = sceneAt(module, node);
  return scene.ending ? scene.ending.title : scene.recap;
}

/** Per behaviour: on how many of the decisions that test it at least two thirds of the points were
 *  earned. */
function evidence(module: CompiledModule, here: Walk): Evidence[] {
  const found = module.behaviours.map(({ id, label }): Evidence => {
    const tested = told(here).filter(({ item }) => item.tests.includes(id));
    const met = tested.filter(({ item, gain }) => 3 * gain >= 2 * item.full);
    return { behaviour: id, label, met: met.length, of: tested.length };
  });
  return found.filter(({ of }) => of > 0);
}
