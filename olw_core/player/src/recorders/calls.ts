// The eight calls of a SCORM API, guarded: whatever the LMS throws or returns, the caller gets a string or a boolean.

import type { Place } from "./find-api";

/** Names of: initialise, get, set, commit, finish, last error. */
export type Verbs = readonly [string, string, string, string, string, string];

export class Calls {
  constructor(private readonly place_: Place, private readonly verbs_: Verbs) {}

  initialize(): boolean { return this.accepted_(0, ""); }
  set(element: string, value: string): boolean { return this.accepted_(2, element, value); }
  finish(): boolean { return this.accepted_(4, ""); }
  /** "" for an element the LMS does not have or may not give. */
  get(element: string): string { return this.call_(1, element); }
  error(): string { return this.call_(5); }

  /**
   * True when the LMS said yes and was asked at all. Moodle and Totara send a beacon where a request fails or
   * the page is hidden, and say "true" although nobody has answered (mod/scorm/request.js, useSendBeacon).
   */
  commit(): boolean {
    const { navigator } = this.place_.home;
    const send = navigator.sendBeacon;
    let unheard = false;
    navigator.sendBeacon = (...args) => (unheard = true) && send.apply(navigator, args);
    try {
      return this.accepted_(3, "") && !unheard;
    } finally {
      navigator.sendBeacon = send;
    }
  }

  /** Learning Hub returns booleans and the AICC shims 1: only the text of the answer counts. */
  private accepted_(verb: number, ...args: string[]): boolean {
    return /^(true|1)$/i.test(this.call_(verb, ...args));
  }

  private call_(verb: number, ...args: string[]): string {
    try {
      const answer = this.place_.api[this.verbs_[verb]!]!(...args);
      return answer === null || answer === undefined ? "" : String(answer);
    } catch {
      return "";
    }
  }
}
