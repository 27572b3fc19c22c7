// The SCORM recorder: when to write, when to commit, whom to believe, and what to do when the LMS fails.
// The learner is never stopped: the newest snapshot stays in memory and is sent whole, with a new counter, until it is taken.

import type { Edition } from "./edition";
import { keep, type Kept } from "./extras";
import { awaitApi, findApi, wait, type Api } from "./find-api";
import type { Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { ScormSession } from "./session";
import { Shadow } from "./shadow";
import { reaches } from "./suspend-data";

const PAUSE = 1000;           // ms between commits: each freezes the page in most LMSs
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;
const LATE_LOOKS = 8;         // one a second, after the first two seconds

/** `navigator.onLine` says false on a laptop without a network, where an LMS on this machine still answers. */
const local = (): boolean => location.protocol === "file:" || /^(localhost$|127\.|\[::1\])/.test(location.hostname);
const online = (): boolean => navigator.onLine || local();

export class ScormRecorder implements Recorder {
  onTrouble: (trouble: Trouble) => void = () => undefined;
  onSaved: () => void = () => undefined;

  private readonly began_ = performance.now();
  private readonly told_ = new Set<Trouble>();
  private readonly shadow_ = new Shadow(() => this.session_?.learner() ?? "");
  private session_: ScormSession | null = null;
  private latest_: Snapshot | null = null;
  private answers_: Kept[] = [];
  private counter_ = 0;
  private completed_ = "";     // the completion that the LMS has acknowledged
  private held_ = "";          // a record found in an LMS that came late
  private dirty_ = false;      // something is not committed
  private doubt_ = false;      // something acknowledged may be lost: send everything again
  private finished_ = false;
  private committed_ = -PAUSE;
  private queued_: Promise<boolean> | null = null;
  private retry_ = 0;
  private pause_ = FIRST_RETRY;

  constructor(private readonly edition_: Edition) {}

  get closable(): boolean { return this.session_ !== null && !this.finished_; }

  async open(): Promise<Opened> {
    this.listen_();
    const api = await awaitApi(this.edition_.api);
    const session = api && this.connect_(api);
    if (session) return { text: this.restore_(session), mode: session.mode, connected: true };
    if (api) this.tell_("no-lms");
    else void this.lookOn_();
    return { text: "", mode: "normal", connected: false };
  }

  save(snapshot: Snapshot): Promise<boolean> {
    this.latest_ = { ...snapshot, interactions: [] };
    this.answers_.push(...keep(snapshot.interactions, new Date()));
    this.dirty_ = true;
    if (this.finished_) return Promise.resolve(false);
    const left = this.due_() ? 0 : this.committed_ + PAUSE - performance.now();
    if (left <= 0) return Promise.resolve(this.flush_());
    return this.queued_ ??= wait(left).then(() => {
      this.queued_ = null;
      return !this.dirty_ || this.flush_();
    });
  }

  finish(): void {
    if (this.finished_) return;
    this.finished_ = true;
    clearTimeout(this.retry_);
    const session = this.session_;
    if (!session) return;
    const certain = !this.doubt_ && online();
    if (session.writes) this.writeLast_(session);
    if (session.finish() && certain && session.writes) this.shadow_.drop();
  }

  // --- connecting

  private connect_(api: Api): ScormSession | null {
    if (this.finished_) return null;
    const session = this.session_ = ScormSession.connect(api, this.edition_);
    if (session) {
      this.counter_ = Math.max(this.counter_, session.counter);
      if (session.writes) {
        session.begin();
        this.dirty_ = true;
      }
    }
    return session;
  }

  /** The record to go on with: the LMS's, or the copy that an earlier launch in this tab could not deliver. */
  private restore_(session: ScormSession): string {
    const copy = session.writes ? this.shadow_.find() : null;
    if (!copy || !reaches(copy.snapshot.text, session.text)) return session.text;
    this.latest_ = copy.snapshot;
    this.counter_ = Math.max(this.counter_, copy.counter);
    this.doubt_ = true;
    void wait(0).then(() => this.flush_());
    return copy.snapshot.text;
  }

  private async lookOn_(): Promise<void> {
    for (let look = 0; look < LATE_LOOKS && !this.session_; look++) {
      await wait(1000);
      if (this.arrive_() && this.latest_) this.flush_();
    }
    if (!this.session_) this.tell_("no-lms");
  }

  /** An LMS that came late: its record is only replaced by one that holds as much. */
  private arrive_(): boolean {
    if (this.session_) return true;
    const api = findApi(this.edition_.api);
    const session = api && this.connect_(api);
    this.held_ = session?.text ?? "";
    return session !== null;
  }

  // --- writing

  /** Whether a completion is to be sent: the first, a better one, or all of it after trouble. */
  private due_(): boolean {
    return this.latest_?.status === "completed" && (this.doubt_ || this.completed_ !== this.mark_());
  }

  private mark_(): string { return `${this.latest_?.percent} ${this.latest_?.passed}`; }

  /** Writes and commits everything; true when the LMS took it and is believed. */
  private flush_(): boolean {
    clearTimeout(this.retry_);
    if (this.finished_) return false;
    if (!this.arrive_()) return this.tell_("no-lms");
    const session = this.session_!;
    if (!session.writes) return false;
    if (!online()) return this.fail_("offline");   // Moodle would say true, lose the values and not send them again
    const wrote = this.write_(session);
    const taken = session.commit() && wrote;   // commit what was taken, even if something was refused
    this.committed_ = performance.now();
    if (!taken) return this.fail_(session.ended() ? "session-ended" : "not-saved");
    if (!online()) return this.fail_("offline");
    this.settle_();
    return true;
  }

  private write_(session: ScormSession): boolean {
    const { latest_: latest, doubt_: doubt } = this;
    if (!latest) return true;
    if (this.held_ && !reaches(latest.text, this.held_)) return false;
    const text = session.put(latest, ++this.counter_);
    session.extras.write(this.answers_, doubt);
    const rest = !this.due_() || session.complete(latest, this.seconds_(), doubt);
    return text && rest;
  }

  /** The copy is kept first: after Finish the LMS may not even be asked who the learner is. */
  private writeLast_(session: ScormSession): void {
    const pending = this.dirty_;
    const parting = this.latest_?.parting;
    if (parting) this.latest_ = { ...this.latest_!, text: parting };
    const writes = pending || parting;
    if (writes) this.write_(session);
    session.time(this.seconds_());
    if (writes && this.edition_.commitsBeforeFinish_) session.commit();
    if (pending) this.keep_();
  }

  private settle_(): void {
    const recovered = this.doubt_ && this.told_.size > 0;
    this.dirty_ = this.doubt_ = false;
    this.held_ = "";
    this.pause_ = FIRST_RETRY;
    if (this.latest_?.status === "completed") this.completed_ = this.mark_();
    this.shadow_.drop();
    if (recovered) this.onSaved();
  }

  private fail_(trouble: Trouble): false {
    this.dirty_ = this.doubt_ = true;
    this.keep_();
    if (trouble !== "offline") {
      this.retry_ = window.setTimeout(() => this.flush_(), this.pause_);
      this.pause_ = Math.min(this.pause_ * 2, LAST_RETRY);
    }
    return this.tell_(trouble);
  }

  private keep_(): void {
    if (this.latest_) this.shadow_.keep({ counter: this.counter_, snapshot: this.latest_ });
  }

  // --- the page

  private listen_(): void {
    addEventListener("offline", () => { this.doubt_ = this.latest_ !== null; });
    addEventListener("online", () => { if (this.doubt_) this.flush_(); });
    addEventListener("pagehide", ({ persisted }) => persisted ? this.hide_() : this.finish());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.hide_(); });
  }

  /** A hidden page may be ended without another word. */
  private hide_(): void {
    if (!this.dirty_ || this.finished_ || !this.session_?.writes) return;
    this.session_.time(this.seconds_());
    this.flush_();
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
