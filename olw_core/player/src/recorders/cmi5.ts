// The cmi5 recorder: the record is a document of the State API, completion and result statements.
// Nothing is kept in the browser: a unit may run on any machine, and the LMS holds all of it.
//
// The document goes out before the statements, with the ids of those that are due, and again when
// they are settled. Wherever a launch breaks off, the next one knows what may be missing.

import { Outbox, type Waiting } from "./cmi5-outbox";
import { Statements, uuid, type Due, type LaunchData, type Told } from "./cmi5-statements";
import { keep } from "./extras";
import type { Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { FIRST_RETRY, LAST_RETRY } from "./retry";
import { launchOf, passing, shut, Refused, Xapi } from "./xapi";

const RECORD = "olw-record";
const MODES: Record<string, Opened["mode"]> = { Browse: "browse", Review: "review" };

/** The document. `completed`, `passed` and `scored` (a percentage): said, or about to be, in this
 *  registration; `due`: which of them are not known to have arrived. */
interface Kept {
  text?: string;
  completed?: boolean | number;
  passed?: boolean | number;
  scored?: number;
  due?: Partial<Record<Told, Due>>;
}

export class Cmi5Recorder implements Recorder {
  onTrouble: (trouble: Trouble) => void = () => undefined;
  onSaved: () => void = () => undefined;

  private readonly began_ = performance.now();
  private told_: Trouble | "" = "";
  private xapi_: Xapi | null = null;
  private statements_!: Statements;
  private outbox_!: Outbox;
  private data_: LaunchData = {};
  private mode_: Opened["mode"] = "normal";
  private document_: Kept = {};
  private parting_: string | undefined;    // what the document says when the launch ends
  private stored_ = "{}";                  // the document that the store has
  private queue_: Promise<unknown> = Promise.resolve();
  finished = false;
  private terminated_ = false;
  private failed_ = false;
  private retry_ = 0;
  private pause_ = FIRST_RETRY;

  get closable(): boolean { return this.xapi_ !== null && !this.finished; }

  async open(): Promise<Opened> {
    const launch = launchOf(location.search);
    const xapi = launch && new Xapi(launch);
    try {
      if (xapi) return await this.start_(xapi);
      this.tell_("no-lms");
    } catch (error) {
      this.tell_(passing(error) ? "no-lms" : "session-over");
    }
    return { text: "", mode: "normal", connected: false };
  }

  /** ADL's player takes no statement before the preferences (adlnet/CATAPULT, lrs.js). */
  private async start_(xapi: Xapi): Promise<Opened> {
    await xapi.authorise_();
    const asked = [xapi.state_("LMS.LaunchData"), xapi.state_(RECORD), xapi.preferences_()] as const;
    const [data, record] = await Promise.all(asked);
    if (!data) throw new Refused(404);
    this.data_ = data as LaunchData;
    this.mode_ = MODES[this.data_.launchMode ?? ""] ?? "normal";
    this.document_ = (record ?? {}) as Kept;
    this.stored_ = JSON.stringify(this.document_);
    this.statements_ = new Statements(xapi.launch, this.data_);
    this.outbox_ = new Outbox(xapi, (one, refused) => this.settle_(one, refused));
    this.outbox_.push("initialized", this.statements_.initialized());
    if (this.mode_ === "normal") this.remember_();
    this.xapi_ = xapi;
    this.listen_();
    void this.deliver_();
    const { text } = this.document_;
    return { text: typeof text === "string" ? text : "", mode: this.mode_, connected: true };
  }

  /** What an earlier launch had to say and perhaps could not. */
  private remember_(): void {
    for (const [verb, due] of Object.entries(this.document_.due ?? {}) as [Told, Due][]) {
      this.outbox_.push(verb, this.statements_.told(verb, due), true);
    }
  }

  save(snapshot: Snapshot): Promise<boolean> {
    if (!this.xapi_) return Promise.resolve(this.tell_("no-lms"));
    if (this.mode_ !== "normal") return Promise.resolve(false);
    if (this.finished) return Promise.resolve(this.tell_("session-over"));
    this.document_ = { ...this.document_, text: snapshot.text };
    if (snapshot.status === "completed" && snapshot.percent === null) this.forgetPercent_();
    this.parting_ = snapshot.parting;
    for (const { item } of keep(snapshot.interactions, new Date())) {
      this.outbox_.push("answered", this.statements_.answered(item));
    }
    if (snapshot.status === "completed") this.conclude_(snapshot);
    return this.deliver_();
  }

  /** The learner leaves. Where to, says the LMS (cmi5 10.0, returnURL), when it has everything. */
  finish(): void {
    if (this.finished || !this.xapi_) return;
    this.end_();
    this.told_ = "";
    this.pause_ = FIRST_RETRY;
    this.outbox_.push("terminated", this.statements_.terminated(this.seconds_()));
    void this.deliver_();
  }

  /** The package may have told a score when it was opened last. */
  private forgetPercent_(): void {
    delete this.document_.scored;
    if (this.document_.passed) this.document_.passed = true;
  }

  /** "completed" and "passed" are said once in a registration (cmi5 9.3), "scored" for each new
   *  best. "failed" is never said: it would forbid "passed" for the rest of the session (9.3), and
   *  a learner may try again. */
  private conclude_({ percent, passed }: Snapshot): void {
    const { completed, scored = -1, passed: told } = this.document_;
    if (!completed) this.owe_("completed", null);
    if (percent === null) return;
    if (percent > scored) this.owe_("scored", percent);
    if (told === undefined && this.passes_(percent, passed)) this.owe_("passed", percent);
  }

  /** The LMS's mastery score rules where there is one (cmi5 10.0, masteryScore), else the pass mark
   *  of the package. Without either nobody passes or fails. */
  private passes_(percent: number, passed?: boolean): boolean {
    const mastery = this.data_.masteryScore;
    return mastery == null ? passed === true : percent / 100 >= mastery;
  }

  private owe_(verb: Told, percent: number | null): void {
    const due: Due = [uuid(), Math.round(this.seconds_()), percent];
    const dues = { ...this.document_.due, [verb]: due };
    this.document_ = { ...this.document_, [verb]: percent ?? true, due: dues };
    this.outbox_.push(verb, this.statements_.told(verb, due));
  }

  /** Refused: the next launch asks, and tries once more. */
  private settle_(one: Waiting, refused: boolean): void {
    const verb = one.verb_;
    if (verb === "terminated") return this.leave_();
    const { [verb as Told]: due, ...others } = this.document_.due ?? {};
    if (due?.[0] !== one.statement_.id || (refused && !one.again_)) return;
    const { due: _, ...rest } = this.document_;
    this.document_ = Object.keys(others).length ? { ...rest, due: others } : rest;
  }

  private leave_(): void {
    this.terminated_ = true;
    const to = this.data_.returnURL;
    if (to && /^https?:$/.test(new URL(to, location.href).protocol)) location.assign(to);
  }

  /** One delivery at a time; each sends all that is waiting. */
  private deliver_(): Promise<boolean> {
    const turn = this.queue_.then(() => this.send_());
    this.queue_ = turn;
    return turn;
  }

  private async send_(): Promise<boolean> {
    clearTimeout(this.retry_);
    if (this.terminated_) return false;
    let failure = await this.keep_();
    const kept = !failure;
    if (kept || failure instanceof Refused) {
      const alive = (): Promise<boolean> => this.xapi_!.state_(RECORD).then(() => true, () => false);
      failure = await this.outbox_.send(alive) ?? failure;
      if (kept) failure = await this.keep_() ?? failure;
    }
    if (failure) return this.fail_(failure);
    this.recover_();
    if (!this.outbox_.refused) return true;
    this.outbox_.refused = false;
    return this.tell_("refused");
  }

  /** Stores the document where it has changed; the error, or undefined. */
  private async keep_(): Promise<unknown> {
    const document = JSON.stringify(this.document_);
    if (document === this.stored_) return undefined;
    try {
      await this.xapi_!.keepState_(RECORD, JSON.parse(document));
      this.stored_ = document;
      return undefined;
    } catch (error) {
      return error;
    }
  }

  private recover_(): void {
    this.pause_ = FIRST_RETRY;
    if (!this.failed_) return;
    this.failed_ = false;
    this.told_ = "";
    this.onSaved();
  }

  /** All is sent again later, whatever the LMS says now: some answer 401 only for a while. */
  private fail_(error: unknown): false {
    this.failed_ = true;
    if (!this.terminated_) {
      this.retry_ = window.setTimeout(() => this.deliver_(), this.pause_);
      this.pause_ = Math.min(this.pause_ * 2, LAST_RETRY);
    }
    const away = !(error instanceof Refused || navigator.onLine);
    return this.tell_(shut(error) ? "session-over" : away ? "offline" : "not-saved");
  }

  /** Left for good or into the browser's back-forward cache: the page may never come back, and an
   *  LMS that hears no "terminated" calls the session abandoned. */
  private listen_(): void {
    addEventListener("online", () => { if (this.failed_) void this.deliver_(); });
    addEventListener("pagehide", () => this.terminate_());
  }

  /** What is still waiting and the last words of the session; the requests outlive the page. */
  private terminate_(): void {
    this.end_();
    if (this.terminated_) return;
    this.terminated_ = true;
    clearTimeout(this.retry_);
    void this.keep_();
    this.outbox_.leave(this.statements_.terminated(this.seconds_()));
  }

  private end_(): void {
    this.finished = true;
    if (this.parting_) this.document_ = { ...this.document_, text: this.parting_ };
  }

  private seconds_(): number { return (performance.now() - this.began_) / 1000; }

  private tell_(trouble: Trouble): false {
    if (this.told_ !== trouble) this.onTrouble(this.told_ = trouble);
    return false;
  }
}

export const createCmi5 = (): Recorder => new Cmi5Recorder();
