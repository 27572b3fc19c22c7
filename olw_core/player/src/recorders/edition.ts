// What differs between the SCORM editions: names of calls and elements, words and forms of values.
// One table per edition.

import type { CallNames } from "./calls";
import type { Interaction, Snapshot } from "./recorder";

export interface Edition {
  /** Name of the API object. */
  api: string;
  calls: CallNames;
  elements: Record<"status" | "mode" | "credit" | "exit" | "time" | "score", string>;
  /** The status of no visit. A finished record beside it, and no score, are what is left of an
   *  attempt that the LMS has forgotten. In 2004 Moodle gives no record then (scorm_13lib.php). */
  fresh?: string;
  /** Status values that a launch must not undo. */
  final: readonly string[];
  /** Last-error codes by which an LMS says that its session is over. 101 says nothing: Moodle gives
   *  it for a server that is away too (datamodels/scorm_12.js, LMSCommit). */
  ended: readonly string[];
  /** Status at launch with which Finish alone would make an LMS store a completion (Moodle's
   *  StoreData, datamodels/scorm_12.js: "not attempted" becomes "completed" in every mode;
   *  SCORM 1.2 RTE 3.4.4). */
  untouched: readonly string[];
  /** Written at Finish when something was not yet committed. */
  commits: boolean;
  /** exit is suspend again although the story is finished, so that practice resumes. */
  suspends: boolean;
  time(seconds: number): string;
  /** Writes of a completion in their order. `known` is the status the LMS has by now. */
  completion(snapshot: Snapshot, known: string, seconds: number): Write[];
  /** The fields of one interaction in their order; "" for one that is not written. */
  interaction(item: Interaction, when: Date): Record<string, string>;
}

export interface Write {
  element: string;
  value: string;
  /** False: a refusal leaves the record good enough to be believed. */
  must: boolean;
  /** Another value that this LMS would take, and that does no harm should it arrive last. */
  other?: string;
}
