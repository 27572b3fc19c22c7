// The eight calls of a SCORM API, guarded: whatever the LMS throws or returns, the caller gets a string or a boolean.

import type { Api } from "./find-api";

/** Names of: initialise, get, set, commit, finish, last error. */
export type Verbs = readonly [string, string, string, string, string, string];

export class Calls {
  constructor(private readonly api_: Api, private readonly verbs_: Verbs) {}

  initialize(): boolean { return this.accepted_(0, ""); }
  set(element: string, value: string): boolean { return this.accepted_(2, element, value); }
  commit(): boolean { return this.accepted_(3, ""); }
  finish(): boolean { return this.accepted_(4, ""); }
  /** "" for an element the LMS does not have or may not give. */
  get(element: string): string { return this.call_(1, element); }
  error(): string { return this.call_(5); }

  /** Learning Hub returns booleans and the AICC shims 1: only the text of the answer counts. */
  private accepted_(verb: number, ...args: string[]): boolean {
    return /^(true|1)$/i.test(this.call_(verb, ...args));
  }

  private call_(verb: number, ...args: string[]): string {
    try {
      const answer = this.api_[this.verbs_[verb]!]!(...args);
      return answer === null || answer === undefined ? "" : String(answer);
    } catch {
      return "";
    }
  }
}
