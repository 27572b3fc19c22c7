// The cmi5 recorder: the record is a document of the State API, completion and result statements.
// Nothing is kept in the browser: a unit may run on any machine, and the LMS holds all of it.
//
// The document goes out before the statements, with the ids of those that are due, and again when
// they are settled. Wherever a launch breaks off, the next one knows what may be missing.

import { makeOutbox, type Outbox, type Waiting } from "./cmi5-outbox";
import {
  makeStatements,
  uuid,
  type Due,
  type LaunchData,
  type Statements,
  type Outcome,
} from "./cmi5-statements";
import { answersIn } from "./interactions";
import type { Mode, Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { makeRetry } from "./retry";
import { launchOf, makeXapi, passing, shut, Refused, type Launch, type Xapi } from "./xapi";

const RECORD = "olw-record";
const MODES: Record<string, Mode> = { Browse: "browse", Review: "review" };

/** The document. `completed`, `passed` and `scored` (a percentage): said, or about to be, in this
 *  registration; `due`: which of them are not known to have arrived. */
interface State {
  text?: string;
  completed?: boolean | number;
  passed?: boolean | number;
  scored?: number;
  due?: Partial<Record<Outcome, Due>>;
}

/** `heed`: hears the mastery score of an LMS that has one, before anything is shown. */
export function createCmi5(heed: (mastery: number) => void): Recorder {
  const began = performance.now();
  const retry = makeRetry();
  let told: Trouble | "" = "";
  let xapi: Xapi | null = null;
  let statements: Statements;
  let outbox: Outbox;
  let data: LaunchData = {};
  let mode: Mode = "normal";
  let state: State = {};
  let parting: string | undefined; // the record that the document gets when the launch ends
  let stored = "{}"; // the document that the store has
  let queue: Promise<unknown> = Promise.resolve();
  let behind = 0; // deliveries that wait for the one that is on its way
  let finished = false;
  let terminated = false;
  let failed = false;

  const seconds = (): number => (performance.now() - began) / 1000;

  function tell(trouble: Trouble): false {
    if (told !== trouble) {
      told = trouble;
      recorder.onTrouble(trouble);
    }
    return false;
  }

  // --- the launch

  async function open(): Promise<Opened> {
    const launch = launchOf(location.search);
    try {
      if (launch) return await start(launch);
      tell("no-lms");
    } catch (error) {
      const trouble = passing(error) ? "no-lms" : "session-over";
      tell(trouble);
    }
    return { text: "", mode: "normal", connected: false };
  }

  /** ADL's player takes no statement before the preferences (adlnet/CATAPULT, lrs.js). */
  async function start(launch: Launch): Promise<Opened> {
    const store = makeXapi(launch);
    await store.authorise();
    const [given, record] = await Promise.all([
      store.state("LMS.LaunchData"),
      store.state(RECORD),
      store.preferences(),
    ]);
    if (!given) throw new Refused(404);
    data = given as LaunchData;
    if (data.masteryScore != null) heed(data.masteryScore);
    mode = MODES[data.launchMode as string] ?? "normal";
    state = (record ?? {}) as State;
    stored = JSON.stringify(state);
    statements = makeStatements(launch, data);
    outbox = makeOutbox(store, settle);
    outbox.push("initialized", statements.initialized());
    if (mode === "normal") remember();
    xapi = store;
    listen();
    void deliver();
    const text = typeof state.text === "string" ? state.text : "";
    return { text, mode, connected: true };
  }

  /** What an earlier launch had to say and perhaps could not. */
  function remember(): void {
    const dues = Object.entries(state.due ?? {}) as [Outcome, Due][];
    for (const [verb, due] of dues) outbox.push(verb, statements.outcome(verb, due), true);
  }

  // --- what is to be said

  function save(snapshot: Snapshot): Promise<boolean> {
    if (!xapi) return Promise.resolve(tell("no-lms"));
    if (mode !== "normal") return Promise.resolve(false);
    if (finished) return Promise.resolve(tell("session-over"));
    state = { ...state, text: snapshot.text };
    const completed = snapshot.status === "completed";
    if (completed && snapshot.percent === null) forgetPercent();
    parting = snapshot.parting;
    for (const { item } of answersIn(snapshot.interactions, new Date())) {
      outbox.push("answered", statements.answered(item));
    }
    if (completed) conclude(snapshot);
    return deliver();
  }

  /** The package may have told a score when it was opened last. */
  function forgetPercent(): void {
    delete state.scored;
    if (state.passed) state.passed = true;
  }

  /** "completed" and "passed" are said once in a registration (cmi5 9.3), "scored" for each new
   *  best. "failed" is never said: it would forbid "passed" for the rest of the launch (9.3), and
   *  a learner may try again. */
  function conclude({ percent, passed }: Snapshot): void {
    if (!state.completed) owe("completed", null);
    if (percent === null) return;
    if (percent > (state.scored ?? -1)) owe("scored", percent);
    if (state.passed === undefined && passed) owe("passed", percent);
  }

  function owe(verb: Outcome, percent: number | null): void {
    const due: Due = [uuid(), Math.round(seconds()), percent];
    state = { ...state, [verb]: percent ?? true, due: { ...state.due, [verb]: due } };
    outbox.push(verb, statements.outcome(verb, due));
  }

  /** Refused: the next launch asks, and tries once more. */
  function settle({ verb, statement, again }: Waiting, refused: boolean): void {
    if (verb === "terminated") return goBack();
    const { [verb as Outcome]: due, ...others } = state.due ?? {};
    if (due?.[0] !== statement.id || (refused && !again)) return;
    const [any] = Object.keys(others);
    const left = any ? others : undefined;
    state = { ...state, due: left };
  }

  // --- sending

  /** One delivery at a time; each sends all that is waiting, also what a later save has to say:
   *  what is refused then is refused to that save too. */
  function deliver(): Promise<boolean> {
    behind++;
    const turn = queue.then(send);
    queue = turn;
    return turn;
  }

  async function send(): Promise<boolean> {
    behind--;
    retry.stop();
    if (terminated) return false;
    let failure = await storeState();
    const isStored = !failure;
    if (isStored || failure instanceof Refused) {
      failure = (await outbox.send(isAlive)) ?? failure;
      if (isStored) failure = (await storeState()) ?? failure;
    }
    if (failure) return fail(failure);
    recover();
    if (outbox.takeRefusal(!behind)) return tell("refused");
    told = "";
    return true;
  }

  const isAlive = (): Promise<boolean> =>
    xapi!.state(RECORD).then(
      () => true,
      () => false,
    );

  /** Stores the document where it has changed; the error, or undefined. */
  async function storeState(): Promise<unknown> {
    const document = JSON.stringify(state);
    if (document === stored) return undefined;
    try {
      await xapi!.keepState(RECORD, JSON.parse(document));
      stored = document;
      return undefined;
    } catch (error) {
      return error;
    }
  }

  function recover(): void {
    retry.reset();
    if (!failed) return;
    failed = false;
    recorder.onSaved?.();
  }

  /** All is sent again later, whatever the LMS says now: some answer 401 only for a while. */
  function fail(error: unknown): false {
    failed = true;
    if (!terminated) retry.later(deliver);
    if (shut(error)) return tell("session-over");
    // nothing is held back for this: an LMS on this machine answers without a network
    const away = !(error instanceof Refused || navigator.onLine);
    const trouble = away ? "offline" : "not-saved";
    return tell(trouble);
  }

  // --- the end

  /** Left for good or into the browser's back-forward cache: the page may never come back, and an
   *  LMS that hears no "terminated" calls the launch abandoned. */
  function listen(): void {
    addEventListener("online", () => {
      if (failed) void deliver();
    });
    addEventListener("pagehide", terminate);
  }

  /** What is still waiting and the last words of the launch; the requests outlive the page. */
  function terminate(): void {
    end();
    if (terminated) return;
    terminated = true;
    retry.stop();
    void storeState();
    outbox.leave(statements.terminated(seconds()));
  }

  /** The learner leaves. Where to, says the LMS (cmi5 10.0, returnURL), when it has everything. */
  function finish(): void {
    if (finished || !xapi) return;
    end();
    told = "";
    retry.reset();
    outbox.push("terminated", statements.terminated(seconds()));
    void deliver();
  }

  function end(): void {
    finished = true;
    if (parting) state = { ...state, text: parting };
  }

  function goBack(): void {
    terminated = true;
    const to = data.returnURL;
    if (to && /^https?:$/.test(new URL(to, location.href).protocol)) location.assign(to);
  }

  const recorder: Recorder = {
    onTrouble: () => undefined,
    get closable() {
      return xapi !== null && !finished;
    },
    get finished() {
      return finished;
    },
    open,
    save,
    finish,
  };
  return recorder;
}
