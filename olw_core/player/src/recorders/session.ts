// One open session with a SCORM LMS: what it gave at launch, and the writes of the core call profile.

import { Calls } from "./calls";
import type { Edition, Write } from "./edition";
import { Extras } from "./extras";
import type { Place } from "./find-api";
import type { Mode, Snapshot } from "./recorder";
import { join, split } from "./suspend-data";

export class ScormSession {
  readonly text: string;
  readonly counter: number;
  readonly mode: Mode;
  readonly extras: Extras;
  /** The status that the LMS is known to have. */
  private known_: string;
  private readonly calls_: Calls;
  private readonly edition_: Edition;

  /** null where the LMS refuses: another course is open, or the learner's login has ended. */
  static connect(place: Place, edition: Edition): ScormSession | null {
    const calls = new Calls(place, edition.verbs);
    const open = calls.initialize() || running(calls, edition);
    return open ? new ScormSession(calls, edition) : null;
  }

  private constructor(calls: Calls, edition: Edition) {
    const { elements_ } = edition;
    this.calls_ = calls;
    this.edition_ = edition;
    this.known_ = calls.get(elements_.status);
    this.mode = mode(calls.get(elements_.mode), calls.get(elements_.credit));
    // Asked whatever `entry` says: Chamilo says ab-initio with data present (2004: 403 where there is none).
    [this.text, this.counter] = split(calls.get("cmi.suspend_data"));
    this.extras = new Extras(calls, edition);
  }

  get writes(): boolean { return this.mode === "normal"; }

  /** Whether the LMS holds a status that a launch must not undo. */
  get final(): boolean { return this.edition_.final.includes(this.known_); }

  /**
   * Incomplete first (Moodle completes a launch without a status), unless that would undo a completion: an LMS
   * that gives no status but has our text (openedx-scorm-xblock) got its status in an earlier launch.
   */
  begin(): void {
    const { elements_, suspendsAlways_ } = this.edition_;
    const had = this.final || (!this.known_ && this.text);
    if (!had) this.calls_.set(elements_.status, "incomplete");
    if (!this.final || suspendsAlways_) this.calls_.set(elements_.exit, "suspend");
  }

  /** True when it was taken. */
  put(snapshot: Snapshot, counter: number): boolean {
    return this.calls_.set("cmi.suspend_data", join(snapshot.text, counter));
  }

  /** Score, time, exit, status: in this order, and before one Commit. True when all that matters was taken. */
  complete(snapshot: Snapshot, seconds: number): boolean {
    let taken = true;
    for (const { element, value, must } of this.writes_(snapshot, seconds)) {
      taken = (this.calls_.set(element, value) || !must) && taken;
    }
    return taken;
  }

  /**
   * After a Commit that failed: commits other values in the place of those that must arrive. Moodle's 1.2 script
   * counts a value as sent before the answer comes (datamodels/scorm_12.js, CollectData) and sends only what
   * differs from it, so that without this the completion would never go out again.
   */
  unsay(snapshot: Snapshot, seconds: number): boolean {
    for (const { element, other } of this.writes_(snapshot, seconds)) {
      if (other !== undefined) this.calls_.set(element, other);
    }
    return this.commit();
  }

  /** The LMS has taken this completion. */
  settle(snapshot: Snapshot): void {
    const { status } = this.edition_.elements_;
    this.known_ = this.writes_(snapshot, 0).find(({ element }) => element === status)!.value;
  }

  time(seconds: number): void {
    this.calls_.set(this.edition_.elements_.time, this.edition_.sessionTime_(seconds));
  }

  commit(): boolean { return this.calls_.commit(); }

  /** Asked right after a refusal. */
  ended(): boolean { return this.edition_.ended.includes(this.calls_.error()); }

  /** Where nothing may be written, Finish is left out too if it alone would store a completion. */
  finish(): void {
    if (this.writes || !this.edition_.untouched_.includes(this.known_)) this.calls_.finish();
  }

  private writes_(snapshot: Snapshot, seconds: number): Write[] {
    return this.edition_.completion(snapshot, this.known_, seconds);
  }
}

/** Initialise is also refused when the session is open already (a reloaded page): then the status can be read. */
function running(calls: Calls, edition: Edition): boolean {
  return calls.get(edition.elements_.status) !== "" && /^0?$/.test(calls.error());
}

/** Empty means normal: ESR and the AICC shims leave mode and credit out. */
function mode(mode: string, credit: string): Mode {
  if (mode === "review") return "review";
  return mode === "browse" || credit === "no-credit" ? "browse" : "normal";
}
