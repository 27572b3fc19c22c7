// Makes the View; twin of olw_core/engine/view.py.

import { chosen, echoes } from "./echoes";
import { feedbackOf, lines } from "./feedback";
import { drawn, words } from "./path";
import { counted } from "./record";
import { resultOf } from "./result";
import {
  ended,
  itemAt,
  mayLeave,
  progress,
  sceneAt,
  told,
  type Decision,
  type Walk,
} from "./story";
import type {
  AttemptRecord,
  CompiledItem,
  CompiledModule,
  CompiledNode,
  Item,
  Past,
  PlanView,
  View,
} from "./types";

/** The View at the end of a walk; percentages only with `scores`. */
export function viewOf(
  module: CompiledModule,
  record: AttemptRecord,
  here: Walk,
  scores: boolean,
): View {
  const view = sceneView(module, record, here);
  const [last] = told(here).slice(-1);
  if (last) view.feedback = feedbackOf(last);
  if (!ended(here)) {
    view.item = publicItem(itemAt(module, here.node));
    if (mayLeave(module, here)) view.leave = true;
    if (record.done && !here.decisions.length) {
      view.finished = scores ? { best: counted(record.done) } : {};
      if (record.plan.cue || record.plan.action) view.plan = plan(module, record);
    }
    return view;
  }
  view.ending = { ...sceneAt(module, here.node).ending! };
  view.result = resultOf(module, record, here, scores);
  addTheWalk(view, module, here);
  if (module.plan.cues.length) view.plan = plan(module, record);
  return view;
}

/** What an ending tells of the way to it. Who took the short way is not told the story after
 *  all. */
function addTheWalk(view: View, module: CompiledModule, here: Walk): void {
  const { other_chair: chair, texts } = module.story;
  const walked = chosen(here);
  view.echoes = echoes(here);
  if (chair && !here.skipped) {
    view.chair = { who: chair.who, title: chair.title, html: words(texts[chair.text]!, walked) };
  }
  const spent = drawn(here.node.spent ?? "", walked);
  if (spent) view.spent = spent;
}

/** What every View has: the scene and the way to it. */
function sceneView(module: CompiledModule, record: AttemptRecord, here: Walk): View {
  const scene = sceneAt(module, here.node);
  const walked = chosen(here);
  return {
    module: module.id,
    version: module.version,
    attempt: record.attempt,
    step: here.decisions.length,
    scene: here.node.scene,
    html: textAt(module, here.node, walked),
    recap: scene.recap,
    picture: drawn(here.node.picture, walked),
    setting: { ...scene.setting },
    progress: progress(here),
    history: told(here).map((decision, i) => past(module, decision, here.skipped + i)),
  };
}

const textAt = (module: CompiledModule, node: CompiledNode, walked: Set<string>): string =>
  words(module.story.texts[node.text]!, walked);

/** One decision as it was met, and what came of it. */
function past(module: CompiledModule, decision: Decision, step: number): Past {
  const { node, item, answer } = decision;
  return {
    step,
    scene: node.scene,
    html: textAt(module, node, new Set()),
    type: item.type,
    prompt: item.prompt,
    answer,
    chosen: lines(item, answer),
    feedback: feedbackOf(decision),
  };
}

/** An item without its key. */
export function publicItem(item: CompiledItem): Item {
  const options = item.options.map(({ id, html }) => ({ id, html }));
  const shown: Item = { type: item.type, prompt: item.prompt, options };
  if (item.type === "pick") shown.k = item.k!;
  if (item.say) shown.say = true;
  return shown;
}

const plan = (module: CompiledModule, record: AttemptRecord): PlanView => ({
  cues: module.plan.cues,
  actions: module.plan.actions,
  chosen: { ...record.plan },
});
