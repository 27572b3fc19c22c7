// The SCORM recorder: when to write, when to commit, whom to believe, and what to do when the LMS
// fails. The learner is never stopped: the newest snapshot stays in memory and is sent whole, with
// a new counter, until it is taken. Nothing is kept in the browser: the next person at a shared
// computer finds nothing.

import type { Edition } from "./edition";
import { findApi, isOld, type Place } from "./find-api";
import { answersIn, type Answered } from "./interactions";
import type { Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { overtake } from "./newer-page";
import { makeRetry } from "./retry";
import { connect, type ScormSession } from "./scorm-session";
import { reaches } from "./suspend-data";
import { wait } from "./wait";

const PAUSE = 1000; // ms between commits: each freezes the page in most LMSs
const EARLY_PAUSE = 250; // ms between the first looks for an API that comes after our page
const EARLY_LOOKS = 8;
const LOOKS = 16; // the later ones are PAUSE apart

/** `navigator.onLine` says false on a laptop without a network, where an LMS on this machine still
 *  answers. */
const isLocal = (): boolean =>
  location.protocol === "file:" || /^(localhost$|127\.|\[::1\])/.test(location.hostname);

const isOnline = (): boolean => navigator.onLine || isLocal();

export function createScorm(edition: Edition): Recorder {
  const began = performance.now();
  const retry = makeRetry();
  let place: Place | null = null; // of the LMS
  let session: ScormSession | null = null;
  let latest: Snapshot | null = null;
  let answers: Answered[] = [];
  let counter = 0;
  let completed = ""; // the completion that the LMS has acknowledged
  let dirty = false; // something is not committed
  let doubt = false; // something acknowledged may be lost: send everything again
  let unsaid = false; // the LMS's script was given other values than those that must arrive
  let over = false; // the LMS says that its session has ended
  let finished = false;
  let looking = false; // for an LMS
  let told: Trouble | "" = "";
  let committed = -PAUSE;
  let queued: Promise<boolean> | null = null;

  const seconds = (): number => (performance.now() - began) / 1000;

  function tell(trouble: Trouble): false {
    if (told !== trouble) {
      told = trouble;
      recorder.onTrouble(trouble);
    }
    return false;
  }

  // --- connecting

  function arrive(): Opened | null {
    place = finished ? null : findApi(edition.api);
    session = place && connect(place, edition);
    if (!session) return null;
    counter = Math.max(counter, session.counter);
    if (session.writes) {
      session.begin();
      dirty = true;
      overtake(stop);
    }
    return session.opened;
  }

  /** A newer page has begun from what is stored: nothing of this one may overwrite that. */
  function stop(): void {
    if (end()) tell("session-over");
  }

  /** True the first time. */
  function end(): boolean {
    if (finished) return false;
    retry.stop();
    finished = true;
    return true;
  }

  async function lookOn(): Promise<void> {
    looking = true;
    tell("finding");
    for (let look = 0; look < LOOKS; look++) {
      const pause = look < EARLY_LOOKS ? EARLY_PAUSE : PAUSE;
      await wait(pause);
      if (meet() && latest) flush();
      if (session) return;
    }
    looking = false;
    tell("no-lms");
  }

  /** Looks for an LMS that is not there yet; true when what was done here goes to one. An LMS that
   *  came late goes before that, unless ours holds as much: then ours goes out with the next
   *  commit. */
  function meet(): boolean {
    if (session) return true;
    const opened = arrive();
    if (!opened) return false;
    const lost = !!latest && !reaches(latest.text, opened.text);
    const goesOn = lost || !latest;
    looking = false;
    if (!latest) told = "";
    if (lost) {
      latest = null;
      answers = [];
    }
    if (!goesOn) opened.text = "";
    // after the screen that the answer led to
    void wait(0).then(() => recorder.onLate?.(opened, lost));
    return !lost;
  }

  // --- writing

  /** Whether a completion is to be sent: the first, a better one, or all of it after trouble. */
  const isDue = (): boolean => latest?.status === "completed" && (doubt || completed !== mark());

  const mark = (): string => `${latest?.percent} ${latest?.passed}`;

  /** Writes and commits everything; true when the LMS took it and is believed. */
  function flush(): boolean {
    retry.stop();
    if (finished) return false;
    if (!meet()) {
      if (session || looking) return false;
      return tell("no-lms");
    }
    if (!session!.writes) return false;
    if (!dirty && !doubt) return true;
    if (!isOnline()) return fail("offline"); // Moodle would say true, and not send the values again
    const taken = deliver(session!) || (unsay(session!) && deliver(session!));
    committed = performance.now();
    if (taken && isOnline()) return settle(session!);
    unsay(session!);
    if (!isOnline()) return fail("offline");
    const trouble = over ? "session-over" : "not-saved";
    return fail(trouble);
  }

  function deliver(to: ScormSession): boolean {
    if (doubt) unsay(to);
    const wrote = write(to);
    const taken = to.commit() && wrote; // commit what was taken, even if something was refused
    unsaid = false;
    over = !taken && to.ended();
    return taken;
  }

  /** True when the LMS's script can be made to send a completion again, and the LMS answers.
   *  Afterwards the right values stand there uncommitted, so that Finish carries them if no retry
   *  comes before it. */
  function unsay(to: ScormSession): boolean {
    const { hidden } = document; // beacons may overtake one another
    if (unsaid || over || hidden || !isDue()) return false;
    unsaid = true;
    const heard = to.unsay(latest!, seconds());
    to.complete(latest!, seconds());
    return heard;
  }

  function write(to: ScormSession): boolean {
    const kept = !latest || to.put(latest, ++counter);
    if (!doubt) to.interactions(answers);
    if (isDue()) return to.complete(latest!, seconds()) && kept;
    to.time(seconds()); // an LMS that loses Finish keeps the time
    return kept;
  }

  function writeLast(to: ScormSession): void {
    if (latest?.parting) {
      latest = { ...latest, text: latest.parting };
      dirty = true;
    }
    if (!dirty) return to.time(seconds());
    write(to);
    if (edition.commits) to.commit();
  }

  function settle(taker: ScormSession): true {
    const recovered = doubt || told;
    dirty = doubt = false;
    told = "";
    retry.reset();
    if (latest?.status === "completed") {
      completed = mark();
      taker.settle(latest);
    }
    answers = answers.filter(({ sent }) => !sent);
    if (answers[0]) {
      dirty = true; // they waited for an LMS that answers
      retry.after(PAUSE, flush);
    }
    if (recovered) recorder.onSaved?.();
    return true;
  }

  function fail(trouble: Trouble): false {
    dirty = doubt = true;
    for (const answer of answers) answer.sent = false;
    if (trouble !== "offline") {
      retry.later(() => {
        if (!document.hidden) flush();
      });
    }
    return !document.hidden && tell(trouble);
  }

  // --- the page

  function listen(): void {
    const again = (): void => {
      if (doubt) flush();
    };
    addEventListener("offline", () => {
      doubt = latest !== null;
    });
    addEventListener("online", again);
    addEventListener("pagehide", finish);
    // a hidden page may be ended without another word
    document.addEventListener("visibilitychange", () => {
      const due = document.hidden ? dirty && session : doubt;
      if (due) flush();
    });
  }

  // --- what the player asks for

  async function open(): Promise<Opened> {
    listen();
    finished = isOld(findApi(edition.api));
    const opened = arrive();
    if (opened) return opened;
    if (place) tell("no-lms");
    else if (!finished) void lookOn();
    return { text: "", mode: "normal", connected: false };
  }

  async function save(snapshot: Snapshot): Promise<boolean> {
    latest = { ...snapshot, interactions: [] };
    answers.push(...answersIn(snapshot.interactions, new Date()));
    dirty = true;
    if (finished) return false;
    const left = isDue() ? 0 : committed + PAUSE - performance.now();
    if (left <= 0) return flush();
    queued ??= wait(left).then(() => {
      queued = null;
      return !dirty || flush();
    });
    return queued;
  }

  function finish(): void {
    if (!end()) return;
    if (session?.writes) writeLast(session);
    session?.finish();
  }

  /** `onDevice`: Moodle's app says it of itself, within the first save that its site did not take,
   *  and until the visit ends (src/addons/mod/scorm/classes/data-model-12.ts, storeData). Of an LMS
   *  that does not say it: whatever was taken without a network is here. */
  const recorder: Recorder = {
    onTrouble: () => undefined,
    get closable() {
      return !!session?.writes && !finished;
    },
    get finished() {
      return finished;
    },
    get onDevice() {
      return (place?.api.offline as unknown as boolean | undefined) ?? !navigator.onLine;
    },
    open,
    save,
    finish,
  };
  return recorder;
}
