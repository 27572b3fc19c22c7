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

  private readonly began_ = performance.now();
  private readonly told_ = new Set<Trouble>();
  private xapi_: Xapi | null = null;
  private statements_: Statements | null = null;
  private data_: LaunchData = {};
  private mode_: Opened["mode"] = "normal";
  private latest_: Snapshot | null = null;
  private outbox_: Statement[] = [];       // in order; gone once taken
  private issued_: Json = {};              // completed and passed go out once in a registration
  private kept_ = "";                      // the record that the store has
  private queue_: Promise<unknown> = Promise.resolve();
  private finished_ = false;
  private terminated_ = false;
  private failed_ = false;
  private retry_ = 0;
  private pause_ = FIRST_RETRY;

  get closable(): boolean { return this.xapi_ !== null && !this.finished_; }

  async open(): Promise<Opened> {
    const launch = launchOf(location.search);
    const xapi = launch && new Xapi(launch);
    try {
      if (xapi) return await this.start_(xapi);
      this.tell_("no-lms");
    } catch (error) {
      this.tell_(error instanceof Refused ? "session-ended" : "no-lms");
    }
    return { text: "", mode: "normal", connected: false };
  }

  private async start_(xapi: Xapi): Promise<Opened> {
    await xapi.authorise();
    const [data, record] = await Promise.all([xapi.state("LMS.LaunchData"), xapi.state(RECORD), xapi.preferences()]);
    if (!data) throw new Refused(404);
    this.data_ = data as LaunchData;
    this.mode_ = MODES[this.data_.launchMode ?? ""] ?? "normal";
    this.statements_ = new Statements(xapi.launch, this.data_);
    this.xapi_ = xapi;
    this.issued_ = record ?? {};
    this.kept_ = typeof record?.["text"] === "string" ? record["text"] : "";
    this.outbox_.push(this.statements_.initialized());
    this.listen_();
    void this.deliver_();
    return { text: this.kept_, mode: this.mode_, connected: true };
  }

  save(snapshot: Snapshot): Promise<boolean> {
    if (!this.xapi_) return Promise.resolve(this.tell_("no-lms"));
    if (this.finished_ || this.mode_ !== "normal") return Promise.resolve(false);
    this.latest_ = snapshot;
    this.outbox_.push(...keep(snapshot.interactions, new Date()).map(({ item }) => this.statements_!.answered(item)));
    if (snapshot.status === "completed") this.conclude_(snapshot);
    return this.deliver_();
  }

  /** The learner leaves: the LMS says where to (cmi5 10.0, returnURL). */
  finish(): void {
    if (this.finished_) return;
    this.finished_ = true;
    void this.queue_.then(() => this.terminate_()).then(() => {
      const to = this.data_.returnURL;
      if (to && /^https?:$/.test(new URL(to, location.href).protocol)) location.assign(to);
    });
  }

  /** "passed" carries the score; it is held back below the LMS's mastery score, and "failed" is never said. */
  private conclude_({ percent, passed }: Snapshot): void {
    const once = (verb: string, make: () => Statement): void => {
      if (this.issued_[verb]) return;
      this.issued_ = { ...this.issued_, [verb]: true };
      this.outbox_.push(make());
    };
    once("completed", () => this.statements_!.completed(this.seconds_()));
    if (percent === null || passed === false || percent / 100 < (this.data_.masteryScore ?? 0)) return;
    once("passed", () => this.statements_!.passed(percent, this.seconds_()));
  }

  /** One delivery at a time; each sends all that is waiting. */
  private deliver_(): Promise<boolean> {
    const turn = this.queue_.then(() => this.send_());
    this.queue_ = turn;
    return turn;
  }

  private async send_(): Promise<boolean> {
    clearTimeout(this.retry_);
    try {
      while (this.outbox_.length) {
        await this.xapi_!.statement(this.outbox_[0]!);
        this.outbox_.shift();
      }
      await this.keepRecord_();
    } catch (error) {
      return this.fail_(error);
    }
    this.pause_ = FIRST_RETRY;
    if (this.failed_) this.onSaved();
    this.failed_ = false;
    return true;
  }

  private async keepRecord_(): Promise<void> {
    const { text, parting } = this.latest_ ?? { text: this.kept_ };
    await this.keepText_((this.terminated_ && parting) || text);
  }

  private async keepText_(text: string): Promise<void> {
    if (text === this.kept_) return;
    await this.xapi_!.keepState(RECORD, { ...this.issued_, text });
    this.kept_ = text;
  }

  private fail_(error: unknown): false {
    this.failed_ = true;
    if (!this.terminated_) {
      this.retry_ = window.setTimeout(() => this.deliver_(), this.pause_);
      this.pause_ = Math.min(this.pause_ * 2, LAST_RETRY);
    }
    if (error instanceof Refused) return this.tell_([401, 403].includes(error.status) ? "session-ended" : "not-saved");
    return this.tell_(navigator.onLine ? "not-saved" : "offline");
  }

  private listen_(): void {
    addEventListener("online", () => { if (this.failed_) void this.deliver_(); });
    addEventListener("pagehide", ({ persisted }) => {
      if (persisted) return;
      this.finished_ = true;
      void this.terminate_();
    });
  }

  /** The last statement of the session, once. What is still waiting goes out beside it; both outlive the page. */
  private terminate_(): Promise<unknown> {
    if (this.terminated_ || !this.statements_) return Promise.resolve();
    this.terminated_ = true;
    clearTimeout(this.retry_);
    const xapi = this.xapi_!;
    const last = [...this.outbox_, this.statements_.terminated(this.seconds_())];
    return Promise.race([wait(2000), Promise.allSettled([this.keepRecord_(), ...last.map((one) => xapi.statement(one))])]);
  }

  private seconds_(): number { return (performance.now() - this.began_) / 1000; }

  private tell_(trouble: Trouble): false {
    if (!this.told_.has(trouble)) {
      this.told_.add(trouble);
      this.onTrouble(trouble);
    }
    return false;
  }
}

export const createCmi5 = (): Recorder => new Cmi5Recorder();
