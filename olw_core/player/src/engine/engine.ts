// The engine: a compiled module and a record in, a View or a new record out; twin of
// olw_core/engine/engine.py. Both must give equal Views, records and errors: tests/golden/vectors.

import { conflict, EngineError } from "./errors";
import { counted, fresh, parse } from "./record";
import { answerOf, check, ended, percent, sceneAt, walk, type Walk } from "./story";
import type {
  AttemptRecord,
  CompiledModule,
  Line,
  Notice,
  PlanChoice,
  Report,
  View,
} from "./types";
import { viewOf } from "./view";

const MAX_ATTEMPTS = 9999;

/** The record of a learner who has done nothing yet. */
export const start = (module: CompiledModule): AttemptRecord =>
  settled(module, fresh(module.id, module.version));

export interface Reading {
  record: AttemptRecord;
  notice: Notice;
}

/** Reads a stored record against today's content: never throws, keeps the longest prefix that still
 *  plays. */
export function read(module: CompiledModule, text: string): Reading {
  const [found, unusual] = parse(text, module.id, module.version);
  const [, valid] = walk(module, found.steps);
  const kept = {
    ...found,
    version: module.version,
    steps: found.steps.slice(0, valid),
    plan: knownPlan(module, found.plan),
  };
  return { record: settled(module, kept), notice: unusual || noticeOf(found, kept) };
}

/** What to say of a record of which today's content keeps this. */
function noticeOf(found: AttemptRecord, kept: AttemptRecord): Notice {
  const allSteps = kept.steps.length === found.steps.length;
  if (allSteps && samePlan(found.plan, kept.plan)) return "";
  return found.version < kept.version ? "record-older" : "record-damaged";
}

const samePlan = (one: PlanChoice, other: PlanChoice): boolean =>
  one.cue === other.cue && one.action === other.action;

/** What the learner may see now; percentages only where `report` sends a score. */
export const view = (
  module: CompiledModule,
  record: AttemptRecord,
  report: Report = "score",
): View => viewOf(module, record, hereOf(module, record), report !== "completion");

/** The way to where a record stands. */
const hereOf = (module: CompiledModule, record: AttemptRecord): Walk =>
  walk(module, record.steps)[0];

/** Takes one answer: the next step is appended, a past step with the same answer changes nothing.
 *  Throws EngineError. */
export function respond(
  module: CompiledModule,
  record: AttemptRecord,
  attempt: unknown,
  step: unknown,
  response: unknown,
): AttemptRecord {
  const { steps } = record;
  if (attempt !== record.attempt || !isWhole(step, steps.length)) throw conflict();
  if (step < steps.length) {
    const [before] = walk(module, steps.slice(0, step));
    if (answerOf(module, before, response) !== steps[step]![1]) throw conflict();
    return record;
  }
  const here = hereOf(module, record);
  if (ended(here)) {
    throw new EngineError(
      "story-ended",
      "This story has ended. You can try another way from any decision.",
    );
  }
  const answer = check(module, here, response);
  const { tag } = sceneAt(module, here.node);
  return settled(module, { ...record, steps: [...steps, [tag, answer]] });
}

const isWhole = (value: unknown, highest: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= highest;

/** Begins the next attempt from an ending, keeping the first `step` decisions. Throws
 *  EngineError. */
export function retry(
  module: CompiledModule,
  record: AttemptRecord,
  attempt: unknown,
  step: unknown,
): AttemptRecord {
  const last = Math.max(0, record.steps.length - 1);
  if (attempt !== record.attempt || !isWhole(step, last)) throw conflict();
  if (!ended(hereOf(module, record))) {
    throw new EngineError("not-ended", "You can try another way once you have reached an ending.");
  }
  const steps = record.steps.slice(0, step);
  return settled(module, { ...record, attempt: next(record), steps });
}

/** What a door without a server keeps when the learner goes: an ended attempt loses its steps;
 *  result and plan stay. */
export function leave(module: CompiledModule, record: AttemptRecord): AttemptRecord {
  if (!record.steps.length || !ended(hereOf(module, record))) return record;
  return { ...record, attempt: next(record), steps: [] };
}

const next = (record: AttemptRecord): number => Math.min(record.attempt + 1, MAX_ATTEMPTS);

/** Keeps the plan of a story that was finished once; each part is optional. Throws EngineError. */
export function keepPlan(
  module: CompiledModule,
  record: AttemptRecord,
  choice: { cue?: unknown; action?: unknown },
): AttemptRecord {
  if (!record.done) throw new EngineError("not-ended", "The plan comes after the story.");
  const { cue = "", action = "" } = choice;
  const plan = { cue, action } as PlanChoice;
  if (samePlan(knownPlan(module, plan), plan)) return { ...record, plan };
  throw new EngineError(
    "plan-unknown",
    "This plan has a part that is not on the list. Choose from the list.",
  );
}

/** The parts of a plan that stand in the module's lists. */
const knownPlan = (module: CompiledModule, plan: PlanChoice): PlanChoice => ({
  cue: known(module.plan.cues, plan.cue),
  action: known(module.plan.actions, plan.action),
});

const known = (lines: Line[], id: string): string => (lines.some((one) => one.id === id) ? id : "");

/** The record with its result frozen when it stands at an ending; the best attempt counts. One
 *  whose percentage was not kept counts in full, so nothing is better. */
function settled(module: CompiledModule, record: AttemptRecord): AttemptRecord {
  const here = hereOf(module, record);
  if (!ended(here)) return record;
  const reached = percent(here);
  if (record.done && reached <= counted(record.done)) return record;
  return { ...record, done: { version: module.version, percent: reached } };
}
