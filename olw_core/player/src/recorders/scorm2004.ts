// SCORM 2004, 3rd and 4th edition: one run-time for both.

import { listed, pairs, result, type Edition, type Write } from "./edition";
import type { Interaction, Recorder, Snapshot } from "./recorder";
import { createScorm } from "./scorm";
import { duration, timestamp } from "./times";

const TYPE = { choose: "choice", pick: "choice", rank: "sequencing", rate: "matching" } as const;

const response = (type: Interaction["type"], text: string): string =>
  type === "rate" ? pairs(text, "[.]", "[,]") : listed(text, "[,]");

const score = (percent: number): Write[] => [
  { element: "cmi.score.scaled", value: String(percent / 100), must: true },
  { element: "cmi.score.min", value: "0", must: false },
  { element: "cmi.score.max", value: "100", must: false },
  { element: "cmi.score.raw", value: String(percent), must: false },
];

const DESCRIPTION = 240; // characters; RTE 4.2.9 lets an LMS cut at 250

/** The question and the words of the answer, as `localized_string_type` (RTE 4.1.1.4). */
function description({ lang, prompt, options, response }: Interaction): string {
  const words = new Map(options);
  const said = Array.from(response, (id) => words.get(id)).filter(Boolean);
  return `{lang=${lang}}${[prompt, ...said].join(" / ")}`.slice(0, DESCRIPTION);
}

export const scorm2004: Edition = {
  api: "API_1484_11",
  calls: { prefix: "", finish: "Terminate" },
  elements: {
    status: "cmi.completion_status",
    mode: "cmi.mode",
    credit: "cmi.credit",
    exit: "cmi.exit",
    time: "cmi.session_time",
  },
  final: ["completed"],
  ended: ["132", "133", "142", "143"],
  untouched: [],
  commitsBeforeFinish: false, // Terminate commits; Cornerstone answers 391 to a Commit right before it
  suspendsAlways: true,
  sessionTime: duration,
  // success_status stays unknown unless a trust has set a pass mark and it is reached; progress_measure is
  // left to the LMS. Scores have no `other`: Moodle sends every value that differs from the launch again until
  // it is taken, and never one that equals it (datamodels/scorm_13.js, CollectData).
  completion: (snapshot: Snapshot, known, seconds) => [
    ...(snapshot.percent === null ? [] : score(snapshot.percent)),
    { element: "cmi.session_time", value: duration(seconds), must: false },
    ...(snapshot.passed ? [{ element: "cmi.success_status", value: "passed", must: true }] : []),
    {
      element: "cmi.completion_status",
      value: "completed",
      must: true,
      other: known === "completed" ? known : "incomplete",
    },
  ],
  interaction: (at, item, when) => [
    [`${at}.id`, item.id],
    [`${at}.type`, TYPE[item.type]],
    [`${at}.timestamp`, timestamp(when)],
    ...(item.key
      ? [[`${at}.correct_responses.0.pattern`, response(item.type, item.key)] as [string, string]]
      : []),
    [`${at}.learner_response`, response(item.type, item.response)],
    [`${at}.result`, result(item.share, "incorrect")],
    [`${at}.description`, description(item)],
  ],
};

export const createScorm2004 = (): Recorder => createScorm(scorm2004);
