// What differs between the SCORM editions: names of calls and elements, words and forms of values. One table per edition.

import type { CallNames } from "./calls";
import type { Interaction, Snapshot } from "./recorder";

export interface Edition {
  /** Name of the API object. */
  api: string;
  calls: CallNames;
  elements: { status: string; mode: string; credit: string; exit: string; time: string };
  /** Status values that a launch must not undo. */
  final: readonly string[];
  /** Last-error codes by which an LMS says that its session is over. 101 says nothing: Moodle gives it for
   *  a server that is away too (datamodels/scorm_12.js, LMSCommit). */
  ended: readonly string[];
  /** Status at launch with which Finish alone would make an LMS store a completion (Moodle's StoreData,
   *  datamodels/scorm_12.js: "not attempted" becomes "completed" in every mode; SCORM 1.2 RTE 3.4.4). */
  untouched: readonly string[];
  /** Written at Finish when something was not yet committed. */
  commitsBeforeFinish: boolean;
  /** exit is suspend again although the story is finished, so that practice resumes. */
  suspendsAlways: boolean;
  sessionTime(seconds: number): string;
  /** Writes of a completion in their order. `known` is the status the LMS has by now. */
  completion(snapshot: Snapshot, known: string, seconds: number): Write[];
  interaction(at: string, interaction: Interaction, when: Date): [element: string, value: string][];
}

export interface Write {
  element: string;
  value: string;
  /** False: a refusal leaves the record good enough to be believed. */
  must: boolean;
  /** Another value that this LMS would take, and that does no harm should it be the last to arrive. */
  other?: string;
}

/** A hundredth below, or above nothing: a number that no LMS rounds to the same ("83.0" is 83 to Moodle). */
export const beside = (value: number): string => Math.abs(value - 0.01).toFixed(2);

/** "31" -> a.3 and b.1: the statements of a rate decision are lettered in the authors' order. */
export const pairs = (response: string, dot: string, comma: string): string =>
  Array.from(response, (level, index) => String.fromCharCode(97 + index) + dot + level).join(comma);

export const listed = (response: string, comma: string): string => Array.from(response).join(comma);

/** 1 and 0 have words in both editions; between them the share of the points, two decimals. */
export function result([got, of]: [number, number], none: string): string {
  return got >= of ? "correct" : got <= 0 ? none : String(Math.round((got / of) * 100) / 100);
}
