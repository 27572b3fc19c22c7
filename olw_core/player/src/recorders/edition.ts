// What differs between the SCORM editions: names of calls and elements_, words and forms of values. One table per edition.

import type { Verbs } from "./calls";
import type { Interaction, Snapshot } from "./recorder";

export interface Edition {
  /** Name of the API object. */
  api: string;
  verbs: Verbs;
  elements_: { status: string; mode: string; credit: string; entry: string; exit: string; time: string; learner: string };
  /** Status values that a launch must not undo. */
  final: readonly string[];
  /** Last-error codes by which an LMS says that its session is over. */
  ended: readonly string[];
  /** `entry` = ab-initio: asking for suspend_data then is error 403. */
  asksOnlyOnResume_: boolean;
  /** Written at Finish when something was not yet committed. */
  commitsBeforeFinish_: boolean;
  /** exit is suspend again although the story is finished, so that practice resumes. */
  suspendsAlways_: boolean;
  sessionTime_(seconds: number): string;
  /** Writes of a completion in their order; `must` false: a refusal leaves the record good enough to be believed. */
  completion(snapshot: Snapshot, known: string, seconds: number, resend: boolean): Write[];
  interaction(at: string, interaction: Interaction, when: Date): [element: string, value: string][];
}

export interface Write { element: string; value: string; must: boolean }

/** An LMS that sends only changed values gets the same number in another form: 83, then 83.0. */
export const decimal = (value: number, resend: boolean): string =>
  String(value) + (resend ? (Number.isInteger(value) ? ".0" : "0") : "");

/** "31" -> a.3 and b.1: the statements of a rate decision are lettered in the authors' order. */
export const pairs = (response: string, dot: string, comma: string): string =>
  Array.from(response, (level, index) => String.fromCharCode(97 + index) + dot + level).join(comma);

export const listed = (response: string, comma: string): string => Array.from(response).join(comma);

/** 1 and 0 have words in both editions; between them the share of the points, two decimals. */
export function result([got, of]: [number, number], none: string): string {
  return got >= of ? "correct" : got <= 0 ? none : String(Math.round((got / of) * 100) / 100);
}
