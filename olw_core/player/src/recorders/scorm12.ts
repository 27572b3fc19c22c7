// SCORM 1.2: the core profile of calls, which Learning Hub, ESR and the AICC shims all take.

import { beside, listed, pairs, result, type Edition, type Write } from "./edition";
import type { Interaction, Recorder, Snapshot } from "./recorder";
import { createScorm } from "./scorm";
import { timeOfDay, timespan } from "./times";

const TYPE = { choose: "choice", pick: "choice", rank: "sequencing", rate: "matching" } as const;

const FINAL = ["passed", "completed", "failed"];

/** Never "failed": incomplete while a pass mark is not reached, since another attempt is open. A final status is not undone. */
function status(snapshot: Snapshot, known: string): string {
  if (snapshot.passed || known === "passed") return "passed";
  if (snapshot.passed === false) return FINAL.includes(known) ? known : "incomplete";
  return "completed";
}

const score = (percent: number): Write => ({
  element: "cmi.core.score.raw",
  value: String(percent),
  must: true,
  other: beside(percent),
});

const response = (type: Interaction["type"], text: string): string =>
  type === "rate" ? pairs(text, ".", ",") : listed(text, ",");

export const scorm12: Edition = {
  api: "API",
  calls: { prefix: "LMS", finish: "Finish" },
  elements: {
    status: "cmi.core.lesson_status",
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
  },
  final: FINAL,
  ended: ["301"],
  untouched: ["", "not attempted"],
  commitsBeforeFinish: true,
  suspendsAlways: false,
  sessionTime: timespan,
  completion: (snapshot, known, seconds) => [
    ...(snapshot.percent === null ? [] : [score(snapshot.percent)]),
    { element: "cmi.core.session_time", value: timespan(seconds), must: false },
    { element: "cmi.core.exit", value: snapshot.passed === false ? "suspend" : "", must: false },
    {
      element: "cmi.core.lesson_status",
      value: status(snapshot, known),
      must: true,
      other: FINAL.includes(known) ? known : "incomplete",
    },
  ],
  interaction: (at, item, when) => [
    [`${at}.id`, item.id],
    [`${at}.time`, timeOfDay(when)],
    [`${at}.type`, TYPE[item.type]],
    ...(item.key
      ? [[`${at}.correct_responses.0.pattern`, response(item.type, item.key)] as [string, string]]
      : []),
    [`${at}.student_response`, response(item.type, item.response)],
    [`${at}.result`, result(item.share, "wrong")],
  ],
};

export const createScorm12 = (): Recorder => createScorm(scorm12);
