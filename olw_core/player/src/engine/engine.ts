// The engine: a compiled module and a record in, a View or a new record out; twin of olw_core/engine/engine.py.
// Both must give equal Views, records and errors: tests/golden/vectors.
import { conflict, EngineError } from "./errors";
import { counted, fresh, parse } from "./record";
import { answerOf, check, ended, percent, walk } from "./story";
import type { AttemptRecord, CompiledModule, Notice, PlanChoice, Report, View } from "./types";
import { viewOf } from "./view";

const MAX_ATTEMPTS = 9999;

/** The record of a learner who has done nothing yet. */
export const start = (m: CompiledModule): AttemptRecord => settled(m, fresh(m.id, m.version));

/** Reads a stored record against today's content: never throws, keeps the longest prefix that still plays. */
export function read(m: CompiledModule, text: string): { record: AttemptRecord; notice: Notice } {
  const [record, unusual] = parse(text, m.id, m.version);
  const [, valid] = walk(m, record.steps);
  const plan = knownPlan(m, record.plan);
  const lost =
    valid < record.steps.length ||
    plan.cue !== record.plan.cue ||
    plan.action !== record.plan.action;
  const notice =
    unusual || (lost ? (record.version < m.version ? "record-older" : "record-damaged") : "");
  return {
    record: settled(m, {
      ...record,
      version: m.version,
      steps: record.steps.slice(0, valid),
      plan,
    }),
    notice,
  };
}

/** What the learner may see now; percentages only where `report` sends a score. */
export const view = (m: CompiledModule, record: AttemptRecord, report: Report = "score"): View =>
  viewOf(m, record, walk(m, record.steps)[0], report !== "completion");

const whole = (value: unknown, low: number, high: number): value is number =>
  Number.isInteger(value) && (value as number) >= low && (value as number) <= high;

/** Takes one answer: the next step is appended, a past step with the same answer changes nothing. Throws EngineError. */
export function respond(
  m: CompiledModule,
  record: AttemptRecord,
  attempt: unknown,
  step: unknown,
  response: unknown,
): AttemptRecord {
  const { steps } = record;
  const [here] = walk(m, steps);
  if (attempt !== record.attempt || !whole(step, 0, steps.length)) throw conflict();
  if (step < steps.length) {
    if (answerOf(m, walk(m, steps.slice(0, step))[0], response) !== steps[step]![1])
      throw conflict();
    return record;
  }
  if (ended(here))
    throw new EngineError(
      "story-ended",
      "This story has ended. You can try another way from any decision.",
    );
  const answer = check(m, here, response);
  return settled(m, {
    ...record,
    steps: [...steps, [m.story.scenes[here.node.scene]!.tag, answer]],
  });
}

/** Begins the next attempt from an ending, keeping the first `step` decisions. Throws EngineError. */
export function retry(
  m: CompiledModule,
  record: AttemptRecord,
  attempt: unknown,
  step: unknown,
): AttemptRecord {
  const { steps } = record;
  if (attempt !== record.attempt || !whole(step, 0, Math.max(0, steps.length - 1)))
    throw conflict();
  if (!ended(walk(m, steps)[0]))
    throw new EngineError("not-ended", "You can try another way once you have reached an ending.");
  return settled(m, { ...record, attempt: next(record), steps: steps.slice(0, step) });
}

/** What a door without a server keeps when the learner goes: an ended attempt loses its steps; result and plan stay. */
export function leave(m: CompiledModule, record: AttemptRecord): AttemptRecord {
  if (!record.steps.length || !ended(walk(m, record.steps)[0])) return record;
  return { ...record, attempt: next(record), steps: [] };
}

const next = ({ attempt }: AttemptRecord): number => Math.min(attempt + 1, MAX_ATTEMPTS);

/** Keeps the plan of a story that was finished once; each part is optional. Throws EngineError. */
export function keepPlan(
  m: CompiledModule,
  record: AttemptRecord,
  choice: Partial<Record<keyof PlanChoice, unknown>>,
): AttemptRecord {
  if (!record.done) throw new EngineError("not-ended", "The plan comes after the story.");
  const { cue = "", action = "" } = choice;
  const plan = { cue, action } as PlanChoice;
  const known = knownPlan(m, plan);
  if (known.cue !== cue || known.action !== action) {
    throw new EngineError(
      "plan-unknown",
      "This plan has a part that is not on the list. Choose from the list.",
    );
  }
  return { ...record, plan };
}

function knownPlan(m: CompiledModule, plan: PlanChoice): PlanChoice {
  const known = (list: { id: string }[], id: string): string =>
    list.some((l) => l.id === id) ? id : "";
  return { cue: known(m.plan.cues, plan.cue), action: known(m.plan.actions, plan.action) };
}

/** The record with its result frozen when it stands at an ending; the best attempt counts. One whose percentage
 *  was not kept counts in full, so nothing is better. */
function settled(m: CompiledModule, record: AttemptRecord): AttemptRecord {
  const [here] = walk(m, record.steps);
  if (!ended(here)) return record;
  const reached = { version: m.version, percent: percent(m, here.total) };
  return record.done && reached.percent <= counted(record.done)
    ? record
    : { ...record, done: reached };
}
