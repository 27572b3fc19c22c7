// One open session with a SCORM LMS: what it gave at launch, and the writes of the core call profile.

import { Calls } from "./calls";
import type { Edition } from "./edition";
import { Extras } from "./extras";
import type { Api } from "./find-api";
import type { Opened, Snapshot } from "./recorder";
import { join, split } from "./suspend-data";

export class ScormSession {
  readonly text: string;
  readonly counter: number;
  readonly mode: Opened["mode"];
  readonly extras: Extras;
  private status: string;

  /** null where the LMS refuses: another course is open, or the learner's login has ended. */
  static connect(api: Api, edition: Edition): ScormSession | null {
    const calls = new Calls(api, edition.verbs);
    return calls.initialize() || running(calls, edition) ? new ScormSession(calls, edition) : null;
  }

  private constructor(private readonly calls: Calls, private readonly edition: Edition) {
    const { elements, asksOnlyOnResume } = edition;
    this.status = calls.get(elements.status);
    this.mode = mode(calls.get(elements.mode), calls.get(elements.credit));
    const fresh = calls.get(elements.entry) === "ab-initio" && asksOnlyOnResume;
    [this.text, this.counter] = split(fresh ? "" : calls.get("cmi.suspend_data"));
    this.extras = new Extras(calls, edition);
  }

  get writes(): boolean { return this.mode === "normal"; }

  learner(): string { return this.calls.get(this.edition.elements.learner); }

  /** Incomplete first (Moodle completes a launch without a status), unless that would undo a completion. */
  begin(): void {
    const { elements, final, suspendsAlways } = this.edition;
    const done = final.includes(this.status);
    if (!done) this.calls.set(elements.status, "incomplete");
    if (!done || suspendsAlways) this.calls.set(elements.exit, "suspend");
  }

  /** True when every write that matters was taken. */
  put(snapshot: Snapshot, counter: number): boolean {
    return this.calls.set("cmi.suspend_data", join(snapshot.text, counter));
  }

  /** Score, time, exit, status: in this order, and before one Commit. */
  complete(snapshot: Snapshot, seconds: number, resend: boolean): boolean {
    let taken = true;
    for (const { element, value, must } of this.edition.completion(snapshot, this.status, seconds, resend)) {
      const ok = this.calls.set(element, value);
      taken &&= ok || !must;
      if (ok && element === this.edition.elements.status) this.status = value;
    }
    return taken;
  }

  time(seconds: number): void { this.calls.set(this.edition.elements.time, this.edition.sessionTime(seconds)); }

  commit(): boolean { return this.calls.commit(); }

  /** Asked right after a refusal. */
  ended(): boolean { return this.edition.ended.includes(this.calls.error()); }

  finish(): boolean { return this.calls.finish(); }
}

/** Initialise is also refused when the session is open already (a reloaded page): then the status can be read. */
function running(calls: Calls, edition: Edition): boolean {
  return calls.get(edition.elements.status) !== "" && /^0?$/.test(calls.error());
}

/** Empty means normal: ESR and the AICC shims leave mode and credit out. */
function mode(mode: string, credit: string): Opened["mode"] {
  if (mode === "review") return "review";
  return mode === "browse" || credit === "no-credit" ? "browse" : "normal";
}
