// Makes the View; twin of olw_core/engine/view.py.
import { counted } from "./record";
import { ended, itemAt, LEAVE, percent, progress, type Decision, type Walk } from "./story";
import type {
  AttemptRecord,
  CompiledItem,
  CompiledModule,
  CompiledOption,
  Evidence,
  Explained,
  Feedback,
  Item,
  Past,
  PlanView,
  Result,
  Told,
  View,
} from "./types";

/** The View at the end of a walk; percentages only with `scores`. */
export function viewOf(
  m: CompiledModule,
  record: AttemptRecord,
  here: Walk,
  scores: boolean,
): View {
  const scene = m.story.scenes[here.node.scene]!;
  const last = here.decisions[here.decisions.length - 1];
  const view: View = {
    module: m.id,
    version: m.version,
    attempt: record.attempt,
    step: here.decisions.length,
    scene: here.node.scene,
    html: m.story.texts[here.node.text]!,
    recap: scene.recap,
    picture: scene.picture,
    setting: { ...scene.setting },
    progress: progress(m, here),
    history: here.decisions.map((d, i) => past(m, d, i)),
  };
  if (last && last.answer !== LEAVE) view.feedback = feedbackOf(last);
  if (ended(here)) {
    view.ending = here.left ? { ...scene.ending!, left: true } : { ...scene.ending! };
    view.result = result(m, record, here, scores);
    if (m.plan.cues.length) view.plan = plan(m, record);
    return view;
  }
  view.item = publicItem(itemAt(m, here.node));
  if (m.story.way_out !== null) view.leave = true;
  if (record.done && !last) {
    view.finished = scores ? { best: counted(record.done) } : {};
    if (record.plan.cue || record.plan.action) view.plan = plan(m, record);
  }
  return view;
}

/** An item without its key. */
export function publicItem(item: CompiledItem): Item {
  const shown: Item = {
    type: item.type,
    prompt: item.prompt,
    options: item.options.map(({ id, html }) => ({ id, html })),
  };
  if (item.type === "pick") shown.k = item.k!;
  return shown;
}

export function reasons(option: CompiledOption): { protects?: string; costs?: string } {
  const found: { protects?: string; costs?: string } = {};
  if (option.protects) found.protects = option.protects;
  if (option.costs) found.costs = option.costs;
  return found;
}

const option = (item: CompiledItem, id: string): CompiledOption =>
  item.options.find((o) => o.id === id)!;

function told(d: Decision): Told {
  if (d.item.type === "choose") return option(d.item, d.answer).feedback!;
  const bands = d.item.feedback!;
  if (d.gain === d.item.full) return bands.full;
  return 2 * d.gain >= d.item.full ? bands.part : bands.low;
}

function feedbackOf(d: Decision): Feedback {
  const { consequence, why } = told(d);
  return {
    consequence,
    why,
    ...(d.item.type === "choose" ? reasons(option(d.item, d.answer)) : {}),
  };
}

function past(m: CompiledModule, d: Decision, step: number): Past {
  const found: Past = {
    step,
    scene: d.node.scene,
    html: m.story.texts[d.node.text]!,
    type: d.item.type,
    prompt: d.item.prompt,
    answer: d.answer,
    chosen: lines(d.item, d.answer),
  };
  if (d.answer !== LEAVE) found.feedback = feedbackOf(d);
  return found;
}

/** The HTML of the options an answer names, in its order; of rate every statement; nothing for the way out. */
function lines(item: CompiledItem, answer: string): string[] {
  if (answer === LEAVE) return [];
  const ids = item.type === "rate" ? item.options.map((o) => o.id) : [...answer];
  return ids.map((id) => option(item, id).html);
}

function result(m: CompiledModule, record: AttemptRecord, here: Walk, scores: boolean): Result {
  const found: Result = {
    decisions: here.decisions.map((d, i) => explained(m, d, i)),
    evidence: evidence(m, here),
  };
  if (scores) {
    found.percent = percent(m, here.total);
    if (record.done) found.best = counted(record.done);
  }
  return found;
}

function explained(m: CompiledModule, d: Decision, step: number): Explained {
  const { node, item } = d;
  const found: Explained = {
    step,
    scene: node.scene,
    regret: d.regret,
    stake: node.best - node.worst,
    tests: [...item.tests],
    others: [],
  };
  if (d.answer === LEAVE) return found;
  found.other = told(d).other;
  if (item.type !== "choose") {
    found.key = authorsAnswer(item);
    found.keyed = lines(item, found.key);
    return found;
  }
  found.others = item.options
    .filter((o) => o.id !== d.answer)
    .map((o) => ({
      id: o.id,
      html: o.html,
      consequence: o.feedback!.consequence,
      protects: o.protects!,
      costs: o.costs!,
      then: then(m, node.go[o.id]!),
    }));
  return found;
}

/** The answer the authors would give to a pick, rank or rate item, as a response string. */
export function authorsAnswer(item: CompiledItem): string {
  if (item.type === "rank") return (item.key as string[][]).flat().join("");
  if (item.type === "pick")
    return item.options
      .map((o) => o.id)
      .filter((i) => (item.key as string[]).includes(i))
      .join("");
  return item.options.map((o) => (item.key as Record<string, number>)[o.id]).join("");
}

function then(m: CompiledModule, target: number): string {
  const scene = m.story.scenes[m.story.nodes[target]!.scene]!;
  return scene.ending ? scene.ending.title : scene.recap;
}

/** Per behaviour: on how many of the decisions that test it at least two thirds of the points were earned. */
function evidence(m: CompiledModule, here: Walk): Evidence[] {
  const found: Evidence[] = [];
  for (const { id, label } of m.behaviours) {
    const tested = here.decisions.filter((d) => d.answer !== LEAVE && d.item.tests.includes(id));
    const met = tested.filter((d) => 3 * d.gain >= 2 * d.item.full).length;
    if (tested.length) found.push({ behaviour: id, label, met, of: tested.length });
  }
  return found;
}

function plan(m: CompiledModule, record: AttemptRecord): PlanView {
  return { cues: m.plan.cues, actions: m.plan.actions, chosen: { ...record.plan } };
}
