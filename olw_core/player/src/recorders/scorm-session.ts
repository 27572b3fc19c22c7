// One open session with a SCORM LMS: what it gave at launch, and the writes of the core call
// profile.

import { makeCalls, type Calls } from "./calls";
import type { Edition, Write } from "./edition";
import type { Place } from "./find-api";
import { makeInteractions, type Answered } from "./interactions";
import type { Mode, Opened, Snapshot } from "./recorder";
import { join, split } from "./suspend-data";

export interface ScormSession {
  /** What the LMS gave, and the counter of its last write. */
  readonly opened: Opened;
  readonly counter: number;
  /** Whether anything may be written. */
  readonly writes: boolean;
  begin(): void;
  /** True when it was taken. */
  put(snapshot: Snapshot, counter: number): boolean;
  /** The guarded extras. */
  interactions(answers: Answered[]): void;
  /** Before one Commit. True when all that matters was taken. */
  complete(snapshot: Snapshot, seconds: number): boolean;
  /** After a Commit that failed; true when the LMS answers. */
  unsay(snapshot: Snapshot, seconds: number): boolean;
  /** The LMS has taken this completion. */
  settle(snapshot: Snapshot): void;
  time(seconds: number): void;
  commit(): boolean;
  /** Asked right after a refusal. */
  ended(): boolean;
  finish(): void;
}

/** null where the LMS refuses: another course is open, or the learner's login has ended. */
export function connect(place: Place, edition: Edition): ScormSession | null {
  const calls = makeCalls(place, edition.calls);
  const open = calls.initialize() || isRunning(calls, edition);
  return open ? makeSession(calls, edition) : null;
}

/** Initialise is also refused when the session is open already (a reloaded page): then the status
 *  can be read. */
function isRunning(calls: Calls, edition: Edition): boolean {
  return calls.get(edition.elements.status) !== "" && /^0?$/.test(calls.error());
}

function makeSession(calls: Calls, edition: Edition): ScormSession {
  const { elements } = edition;
  /** The status that the LMS is known to have. */
  let known = calls.get(elements.status);
  const mode = modeOf(calls.get(elements.mode), calls.get(elements.credit));
  // Asked whatever `entry` says: Chamilo says ab-initio with data present (2004: 403 where there
  // is none).
  const [text, counter] = split(calls.get("cmi.suspend_data"));
  const writes = mode === "normal";

  /** Whether the LMS holds a status that a launch must not undo. */
  const isFinal = (): boolean => edition.final.includes(known);

  const opened: Opened = {
    text,
    mode,
    connected: true,
    owes: writes && !isFinal(),
    // some LMSs give no status of earlier visits, and all the rest
    forgot: known === edition.fresh && !!text && !calls.get(elements.score),
  };

  const writesOf = (snapshot: Snapshot, seconds: number): Write[] =>
    edition.completion(snapshot, known, seconds);

  /** Incomplete first (Moodle completes a launch without a status), unless that would undo a
   *  completion: an LMS that gives no status but has our text (openedx-scorm-xblock) got its status
   *  in an earlier launch. */
  function begin(): void {
    const had = isFinal() || (!known && text);
    if (!had) calls.set(elements.status, "incomplete");
    if (!isFinal() || edition.suspends) calls.set(elements.exit, "suspend");
  }

  /** Score, time, exit, status: in this order. */
  function complete(snapshot: Snapshot, seconds: number): boolean {
    const refused = writesOf(snapshot, seconds).filter(
      ({ element, value, must }) => !calls.set(element, value) && must,
    );
    return !refused[0];
  }

  /** Commits other values in the place of those that must arrive. Moodle's 1.2 script counts a
   *  value as sent before the answer comes (datamodels/scorm_12.js, CollectData) and sends only
   *  what differs from it, so that without this the completion would never go out again. */
  function unsay(snapshot: Snapshot, seconds: number): boolean {
    for (const { element, other } of writesOf(snapshot, seconds)) {
      if (other !== undefined) calls.set(element, other);
    }
    return calls.commit();
  }

  function settle(snapshot: Snapshot): void {
    const status = writesOf(snapshot, 0).find(({ element }) => element === elements.status);
    known = status!.value;
  }

  /** Where nothing may be written, Finish is left out too if it alone would store a completion. */
  function finish(): void {
    if (writes || !edition.untouched.includes(known)) calls.finish();
  }

  return {
    opened,
    counter,
    writes,
    begin,
    put: (snapshot, count) => calls.set("cmi.suspend_data", join(snapshot.text, count)),
    interactions: makeInteractions(calls, edition),
    complete,
    unsay,
    settle,
    time: (seconds) => calls.set(elements.time, edition.time(seconds)),
    commit: calls.commit,
    ended: () => edition.ended.includes(calls.error()),
    finish,
  };
}

/** Empty means normal: ESR and the AICC shims leave mode and credit out. */
function modeOf(mode: string, credit: string): Mode {
  if (mode === "review") return "review";
  if (mode === "browse" || credit === "no-credit") return "browse";
  return "normal";
}
