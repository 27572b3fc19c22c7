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
  private status_: string;
  private readonly calls_: Calls;
  private readonly edition_: Edition;

  /** null where the LMS refuses: another course is open, or the learner's login has ended. */
  static connect(api: Api, edition: Edition): ScormSession | null {
    const calls = new Calls(api, edition.verbs);
    return calls.initialize() || running(calls, edition) ? new ScormSession(calls, edition) : null;
  }

  private constructor(calls: Calls, edition: Edition) {
    this.calls_ = calls;
    this.edition_ = edition;
    const { elements_, asksOnlyOnResume_ } = edition;
    this.status_ = calls.get(elements_.status);
    this.mode = mode(calls.get(elements_.mode), calls.get(elements_.credit));
    const fresh = calls.get(elements_.entry) === "ab-initio" && asksOnlyOnResume_;
    [this.text, this.counter] = split(fresh ? "" : calls.get("cmi.suspend_data"));
    this.extras = new Extras(calls, edition);
  }

  get writes(): boolean { return this.mode === "normal"; }

  learner(): string { return this.calls_.get(this.edition_.elements_.learner); }

  /** Incomplete first (Moodle completes a launch without a status), unless that would undo a completion. */
  begin(): void {
    const { elements_, final, suspendsAlways_ } = this.edition_;
    const done = final.includes(this.status_);
    if (!done) this.calls_.set(elements_.status, "incomplete");
    if (!done || suspendsAlways_) this.calls_.set(elements_.exit, "suspend");
  }

  /** True when every write that matters was taken. */
  put(snapshot: Snapshot, counter: number): boolean {
    return this.calls_.set("cmi.suspend_data", join(snapshot.text, counter));
  }

  /** Score, time, exit, status: in this order, and before one Commit. */
  complete(snapshot: Snapshot, seconds: number, resend: boolean): boolean {
    let taken = true;
    for (const { element, value, must } of this.edition_.completion(snapshot, this.status_, seconds, resend)) {
      const ok = this.calls_.set(element, value);
      taken &&= ok || !must;
      if (ok && element === this.edition_.elements_.status) this.status_ = value;
    }
    return taken;
  }

  time(seconds: number): void { this.calls_.set(this.edition_.elements_.time, this.edition_.sessionTime_(seconds)); }

  commit(): boolean { return this.calls_.commit(); }

  /** Asked right after a refusal. */
  ended(): boolean { return this.edition_.ended.includes(this.calls_.error()); }

  finish(): boolean { return this.calls_.finish(); }
}

/** Initialise is also refused when the session is open already (a reloaded page): then the status can be read. */
function running(calls: Calls, edition: Edition): boolean {
  return calls.get(edition.elements_.status) !== "" && /^0?$/.test(calls.error());
}

/** Empty means normal: ESR and the AICC shims leave mode and credit out. */
function mode(mode: string, credit: string): Opened["mode"] {
  if (mode === "review") return "review";
  return mode === "browse" || credit === "no-credit" ? "browse" : "normal";
}
