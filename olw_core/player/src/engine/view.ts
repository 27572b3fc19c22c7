// Makes the View; twin of olw_core/engine/view.py.

import { feedbackOf, lines } from "./feedback";
import { counted } from "./record";
import { resultOf } from "./result";
import { ended, itemAt, LEAVE, progress, sceneAt, type Decision, type Walk } from "./story";
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
  const last = here.decisions[here.decisions.length - 1];
  if (last && last.answer !== LEAVE) view.feedback = feedbackOf(last);
  if (!ended(here)) {
    view.item = publicItem(itemAt(module, here.node));
    if (module.story.way_out !== null) view.leave = true;
    if (record.done && !last) {
      view.finished = scores ? { best: counted(record.done) } : {};
      if (record.plan.cue || record.plan.action) view.plan = plan(module, record);
    }
    return view;
  }
  view.ending = { ...sceneAt(module, here.node).ending! };
  if (here.left) view.ending.left = true;
  view.result = resultOf(module, record, here, scores);
  if (module.plan.cues.length) view.plan = plan(module, record);
  return view;
}

/** What every View has: the scene and the way to it. */
function sceneView(module: CompiledModule, record: AttemptRecord, here: Walk): View {
  const scene = sceneAt(module, here.node);
  return {
    module: module.id,
    version: module.version,
    attempt: record.attempt,
    step: here.decisions.length,
    scene: here.node.scene,
    html: textAt(module, here.node),
    recap: scene.recap,
    picture: scene.picture,
    setting: { ...scene.setting },
    progress: progress(module, here),
    history: here.decisions.map((decision, i) => past(module, decision, i)),
  };
}

const textAt = (module: CompiledModule, node: CompiledNode): string =>
  module.story.texts[node.text]!;

/** One decision as it was met, with its feedback. */
function past(module: CompiledModule, decision: Decision, step: number): Past {
  const { node, item, answer } = decision;
  const found: Past = {
    step,
    scene: node.scene,
    html: textAt(module, node),
    type: item.type,
    prompt: item.prompt,
    answer,
    chosen: lines(item, answer),
  };
  if (answer !== LEAVE) found.feedback = feedbackOf(decision);
  return found;
}

/** An item without its key. */
export function publicItem(item: CompiledItem): Item {
  const options = item.options.map(({ id, html }) => ({ id, html }));
  const shown: Item = { type: item.type, prompt: item.prompt, options };
  if (item.type === "pick") shown.k = item.k!;
  return shown;
}

const plan = (module: CompiledModule, record: AttemptRecord): PlanView => ({
  cues: module.plan.cues,
  actions: module.plan.actions,
  chosen: { ...record.plan },
});
