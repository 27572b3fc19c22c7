// SCORM 1.2: the core profile of calls, which Learning Hub, ESR and the AICC shims all take.

import type { Edition, Write } from "./edition";
import type { Interaction, Recorder, Snapshot } from "./recorder";
import { result, TYPE, worded } from "./responses";
import { createScorm } from "./scorm";
import { timeOfDay, timespan } from "./times";

const MARKS = { dot: ".", comma: "," };
const SCORE = "cmi.core.score.raw";
const FINAL = ["passed", "completed", "failed"];

/** Never "failed": incomplete while a pass mark is not reached, since another attempt is open.
 *  A final status is not undone. */
function status({ passed }: Snapshot, known: string): string {
  if (passed || known === "passed") return "passed";
  return passed === false ? unfinished(known) : "completed";
}

const unfinished = (known: string): string => (FINAL.includes(known) ? known : "incomplete");

/** A hundredth below, or above nothing: a number that no LMS rounds to the same ("83.0" is 83 to
 *  Moodle). */
export const beside = (percent: number): string => Math.abs(percent - 0.01).toFixed(2);

const score = (percent: number): Write => ({
  element: SCORE,
  value: String(percent),
  must: true,
  other: beside(percent),
});

function completion(snapshot: Snapshot, known: string, seconds: number): Write[] {
  const { percent, passed } = snapshot;
  const exit = passed === false ? "suspend" : "";
  const scores = percent === null ? [] : [score(percent)];
  return [
    ...scores,
    { element: "cmi.core.session_time", value: timespan(seconds), must: false },
    { element: "cmi.core.exit", value: exit, must: false },
    {
      element: "cmi.core.lesson_status",
      value: status(snapshot, known),
      must: true,
      other: unfinished(known),
    },
  ];
}

const interaction = (item: Interaction, when: Date): Record<string, string> => ({
  id: item.id,
  time: timeOfDay(when),
  type: TYPE[item.type],
  "correct_responses.0.pattern": worded(item.type, item.key, MARKS),
  student_response: worded(item.type, item.response, MARKS),
  result: result(item.share, "wrong"),
});

export const scorm12: Edition = {
  api: "API",
  calls: { prefix: "LMS", finish: "Finish" },
  elements: {
    status: "cmi.core.lesson_status",
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    score: SCORE,
  },
  final: FINAL,
  ended: ["301"],
  untouched: ["", "not attempted"],
  fresh: "not attempted",
  commits: true,
  suspends: false,
  time: timespan,
  completion,
  interaction,
};

export const createScorm12 = (): Recorder => createScorm(scorm12);
