// The calls of a SCORM API, guarded: whatever the LMS throws or returns, the caller gets a
// string or a boolean.

import type { Place } from "./find-api";

/** How an edition names its calls: what stands before every name, and the call that ends a
 *  launch. */
export interface CallNames {
  prefix: string;
  finish: string;
}

export interface Calls {
  initialize(): boolean;
  set(element: string, value: string): boolean;
  /** "" for an element the LMS does not have or may not give. */
  get(element: string): string;
  /** True when the LMS said yes and was asked at all. */
  commit(): boolean;
  finish(): boolean;
  /** The code of the last error. */
  error(): string;
}

export function makeCalls({ api, home }: Place, names: CallNames): Calls {
  function call(name: string, ...args: string[]): string {
    try {
      const answer = api[names.prefix + name]!(...args);
      return answer === null || answer === undefined ? "" : String(answer);
    } catch {
      return "";
    }
  }

  /** Learning Hub returns booleans and the AICC shims 1: only the text of the answer counts. */
  const accepted = (answer: string): boolean => /^(true|1)$/i.test(answer);

  /** Moodle and Totara send a beacon where a request fails or the page is hidden, and say "true"
   *  although nobody has answered (mod/scorm/request.js, useSendBeacon). */
  function commit(): boolean {
    const { navigator } = home;
    const send = navigator.sendBeacon;
    let heard = true;
    navigator.sendBeacon = (...args) => {
      heard = false;
      return send.apply(navigator, args);
    };
    try {
      return accepted(call("Commit", "")) && heard;
    } finally {
      navigator.sendBeacon = send;
    }
  }

  return {
    initialize: () => accepted(call("Initialize", "")),
    set: (element, value) => accepted(call("SetValue", element, value)),
    get: (element) => call("GetValue", element),
    commit,
    finish: () => accepted(call(names.finish, "")),
    error: () => call("GetLastError"),
  };
}
