// The cmi5 recorder: the record is a document of the State API, completion and result are statements.
// Nothing is kept in the browser: a unit may run on any machine, and the LMS holds all of it.

import { Statements, type LaunchData, type Statement } from "./cmi5-statements";
import { keep } from "./extras";
import { wait } from "./find-api";
import type { Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { launchOf, Refused, Xapi, type Json } from "./xapi";

const RECORD = "olw-record";
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;
const MODES: Record<string, Opened["mode"]> = { Browse: "browse", Review: "review" };

export class Cmi5Recorder implements Recorder {
  onTrouble: (trouble: Trouble) => void = () => undefined;
  onSaved: () => void = () => undefined;

  private readonly began = performance.now();
  private readonly told = new Set<Trouble>();
  private xapi: Xapi | null = null;
  private statements: Statements | null = null;
  private data: LaunchData = {};
  private mode: Opened["mode"] = "normal";
  private latest: Snapshot | null = null;
  private outbox: Statement[] = [];       // in order; gone once taken
  private issued: Json = {};              // completed and passed go out once in a registration
  private kept = "";                      // the record that the store has
  private queue: Promise<unknown> = Promise.resolve();
  private finished = false;
  private terminated = false;
  private failed = false;
  private retry = 0;
  private pause = FIRST_RETRY;

  get closable(): boolean { return this.xapi !== null && !this.finished; }

  async open(): Promise<Opened> {
    const launch = launchOf(location.search);
    const xapi = launch && new Xapi(launch);
    try {
      if (xapi) return await this.start(xapi);
      this.tell("no-lms");
    } catch (error) {
      this.tell(error instanceof Refused ? "session-ended" : "no-lms");
    }
    return { text: "", mode: "normal", connected: false };
  }

  private async start(xapi: Xapi): Promise<Opened> {
    await xapi.authorise();
    const [data, record] = await Promise.all([xapi.state("LMS.LaunchData"), xapi.state(RECORD), xapi.preferences()]);
    if (!data) throw new Refused(404);
    this.data = data as LaunchData;
    this.mode = MODES[this.data.launchMode ?? ""] ?? "normal";
    this.statements = new Statements(xapi.launch, this.data);
    this.xapi = xapi;
    this.issued = record ?? {};
    this.kept = typeof record?.["text"] === "string" ? record["text"] : "";
    this.outbox.push(this.statements.initialized());
    this.listen();
    void this.deliver();
    return { text: this.kept, mode: this.mode, connected: true };
  }

  save(snapshot: Snapshot): Promise<boolean> {
    if (!this.xapi) return Promise.resolve(this.tell("no-lms"));
    if (this.finished || this.mode !== "normal") return Promise.resolve(false);
    this.latest = snapshot;
    this.outbox.push(...keep(snapshot.interactions, new Date()).map(({ item }) => this.statements!.answered(item)));
    if (snapshot.status === "completed") this.conclude(snapshot);
    return this.deliver();
  }

  /** The learner leaves: the LMS says where to (cmi5 10.0, returnURL). */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    void this.queue.then(() => this.terminate()).then(() => {
      const to = this.data.returnURL;
      if (to && /^https?:$/.test(new URL(to, location.href).protocol)) location.assign(to);
    });
  }

  /** "passed" carries the score; it is held back below the LMS's mastery score, and "failed" is never said. */
  private conclude({ percent, passed }: Snapshot): void {
    const once = (verb: string, make: () => Statement): void => {
      if (this.issued[verb]) return;
      this.issued = { ...this.issued, [verb]: true };
      this.outbox.push(make());
    };
    once("completed", () => this.statements!.completed(this.seconds()));
    if (percent === null || passed === false || percent / 100 < (this.data.masteryScore ?? 0)) return;
    once("passed", () => this.statements!.passed(percent, this.seconds()));
  }

  /** One delivery at a time; each sends all that is waiting. */
  private deliver(): Promise<boolean> {
    const turn = this.queue.then(() => this.send());
    this.queue = turn;
    return turn;
  }

  private async send(): Promise<boolean> {
    clearTimeout(this.retry);
    try {
      while (this.outbox.length) {
        await this.xapi!.statement(this.outbox[0]!);
        this.outbox.shift();
      }
      await this.keepRecord();
    } catch (error) {
      return this.fail(error);
    }
    this.pause = FIRST_RETRY;
    if (this.failed) this.onSaved();
    this.failed = false;
    return true;
  }

  private async keepRecord(): Promise<void> {
    const text = this.latest?.text ?? this.kept;
    if (text === this.kept) return;
    await this.xapi!.keepState(RECORD, { ...this.issued, text });
    this.kept = text;
  }

  private fail(error: unknown): false {
    this.failed = true;
    if (!this.terminated) {
      this.retry = window.setTimeout(() => this.deliver(), this.pause);
      this.pause = Math.min(this.pause * 2, LAST_RETRY);
    }
    if (error instanceof Refused) return this.tell([401, 403].includes(error.status) ? "session-ended" : "not-saved");
    return this.tell(navigator.onLine ? "not-saved" : "offline");
  }

  private listen(): void {
    addEventListener("online", () => { if (this.failed) void this.deliver(); });
    addEventListener("pagehide", ({ persisted }) => {
      if (persisted) return;
      this.finished = true;
      void this.terminate();
    });
  }

  /** The last statement of the session, once. What is still waiting goes out beside it; both outlive the page. */
  private terminate(): Promise<unknown> {
    if (this.terminated || !this.statements) return Promise.resolve();
    this.terminated = true;
    clearTimeout(this.retry);
    const xapi = this.xapi!;
    const last = [...this.outbox, this.statements.terminated(this.seconds())];
    return Promise.race([wait(2000), Promise.allSettled([...last.map((one) => xapi.statement(one)), this.keepRecord()])]);
  }

  private seconds(): number { return (performance.now() - this.began) / 1000; }

  private tell(trouble: Trouble): false {
    if (!this.told.has(trouble)) {
      this.told.add(trouble);
      this.onTrouble(trouble);
    }
    return false;
  }
}

export const createCmi5 = (): Recorder => new Cmi5Recorder();
