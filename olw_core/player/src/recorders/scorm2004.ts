// SCORM 2004, 3rd and 4th edition: one run-time for both.

import type { Edition, Write } from "./edition";
import type { Interaction, Recorder, Snapshot } from "./recorder";
import { BRACKETED, result, TYPE, worded } from "./responses";
import { createScorm } from "./scorm";
import { duration, timestamp } from "./times";

const DESCRIPTION = 240; // characters; RTE 4.2.9 lets an LMS cut at 250

const score = (percent: number): Write[] => [
  { element: "cmi.score.scaled", value: String(percent / 100), must: true },
  { element: "cmi.score.min", value: "0", must: false },
  { element: "cmi.score.max", value: "100", must: false },
  { element: "cmi.score.raw", value: String(percent), must: false },
];

/** success_status stays unknown unless a trust has set a pass mark and it is reached;
 *  progress_measure is left to the LMS. Scores have no `other`: Moodle sends every value that
 *  differs from the launch again until it is taken, and never one that equals it
 *  (datamodels/scorm_13.js, CollectData). */
function completion({ percent, passed }: Snapshot, known: string, seconds: number): Write[] {
  const success = { element: "cmi.success_status", value: "passed", must: true };
  const scores = percent === null ? [] : score(percent);
  const successes = passed ? [success] : [];
  const other = known === "completed" ? known : "incomplete";
  return [
    ...scores,
    { element: "cmi.session_time", value: duration(seconds), must: false },
    ...successes,
    {
      element: "cmi.completion_status",
      value: "completed",
      must: true,
      other,
    },
  ];
}

/** The question and the words of the answer, as `localized_string_type` (RTE 4.1.1.4). */
function description({ lang, prompt, options, response }: Interaction): string {
  const words = new Map(options);
  const said = Array.from(response, (id) => words.get(id)).filter(Boolean);
  return `{lang=${lang}}${[prompt, ...said].join(" / ")}`.slice(0, DESCRIPTION);
}

const interaction = (item: Interaction, when: Date): Record<string, string> => ({
  id: item.id,
  type: TYPE[item.type],
  timestamp: timestamp(when),
  "correct_responses.0.pattern": worded(item.type, item.key, BRACKETED),
  learner_response: worded(item.type, item.response, BRACKETED),
  result: result(item.share, "incorrect"),
  description: description(item),
});

export const scorm2004: Edition = {
  api: "API_1484_11",
  calls: { prefix: "", finish: "Terminate" },
  elements: {
    status: "cmi.completion_status",
    mode: "cmi.mode",
    credit: "cmi.credit",
    exit: "cmi.exit",
    time: "cmi.session_time",
    score: "cmi.score.raw",
  },
  final: ["completed"],
  ended: ["132", "133", "142", "143"],
  untouched: [],
  // Terminate commits; Cornerstone answers 391 to a Commit right before it
  commits: false,
  suspends: true,
  time: duration,
  completion,
  interaction,
};

export const createScorm2004 = (): Recorder => createScorm(scorm2004);
