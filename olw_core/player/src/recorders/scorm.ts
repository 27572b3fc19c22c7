// The SCORM recorder: when to write, when to commit, whom to believe, and what to do when the LMS fails.
// The learner is never stopped: the newest snapshot stays in memory and is sent whole, with a new counter,
// until it is taken. Nothing is kept in the browser: the next person at a shared computer finds nothing.

import type { Edition } from "./edition";
import { keep, type Kept } from "./extras";
import { findApi, wait } from "./find-api";
import type { Opened, Recorder, Snapshot, Trouble } from "./recorder";
import { FIRST_RETRY, LAST_RETRY } from "./retry";
import { ScormSession } from "./session";
import { reaches } from "./suspend-data";

const PAUSE = 1000;           // ms between commits: each freezes the page in most LMSs
const EARLY_LOOKS = 8;        // for an API that comes after our page: each 250 ms, then one a second
const LOOKS = 16;

/** `navigator.onLine` says false on a laptop without a network, where an LMS on this machine still answers. */
const local = (): boolean =>
  location.protocol === "file:" || /^(localhost$|127\.|\[::1\])/.test(location.hostname);
const online = (): boolean => navigator.onLine || local();

export class ScormRecorder implements Recorder {
  onTrouble: (trouble: Trouble) => void = () => undefined;
  onSaved: () => void = () => undefined;
  onLate: (opened: Opened, lost: boolean) => void = () => undefined;

  private readonly began_ = performance.now();
  private session_: ScormSession | null = null;
  private latest_: Snapshot | null = null;
  private answers_: Kept[] = [];
  private counter_ = 0;
  private completed_ = "";     // the completion that the LMS has acknowledged
  private dirty_ = false;      // something is not committed
  private doubt_ = false;      // something acknowledged may be lost: send everything again
  private unsaid_ = false;     // the LMS's script was given other values than those that must arrive
  private over_ = false;       // the LMS says that its session has ended
  finished = false;
  private looking_ = false;    // for an LMS
  private trouble_: Trouble | "" = "";
  private committed_ = -PAUSE;
  private queued_: Promise<boolean> | null = null;
  private retry_ = 0;
  private pause_ = FIRST_RETRY;

  constructor(private readonly edition_: Edition) {}

  get closable(): boolean { return !!this.session_?.writes && !this.finished; }

  open(): Promise<Opened> {
    this.listen_();
    const opened = this.arrive_();
    if (opened) return Promise.resolve(opened);
    if (findApi(this.edition_.api)) this.tell_("no-lms");
    else void this.lookOn_();
    return Promise.resolve({ text: "", mode: "normal", connected: false });
  }

  save(snapshot: Snapshot): Promise<boolean> {
    this.latest_ = { ...snapshot, interactions: [] };
    this.answers_.push(...keep(snapshot.interactions, new Date()));
    this.dirty_ = true;
    if (this.finished) return Promise.resolve(false);
    const left = this.due_() ? 0 : this.committed_ + PAUSE - performance.now();
    if (left <= 0) return Promise.resolve(this.flush_());
    return this.queued_ ??= wait(left).then(() => {
      this.queued_ = null;
      return !this.dirty_ || this.flush_();
    });
  }

  finish(): void {
    if (this.finished) return;
    this.finished = true;
    clearTimeout(this.retry_);
    const session = this.session_;
    if (session?.writes) this.writeLast_(session);
    session?.finish();
  }

  // --- connecting

  private arrive_(): Opened | null {
    const place = this.finished ? null : findApi(this.edition_.api);
    const session = place && ScormSession.connect(place, this.edition_);
    if (!session) return null;
    this.session_ = session;
    this.counter_ = Math.max(this.counter_, session.counter);
    const { text, mode, writes, final } = session;
    if (writes) {
      session.begin();
      this.dirty_ = true;
    }
    return { text, mode, connected: true, owes: writes && !final };
  }

  private async lookOn_(): Promise<void> {
    this.looking_ = true;
    this.tell_("finding");
    for (let look = 0; look < LOOKS; look++) {
      await wait(look < EARLY_LOOKS ? 250 : PAUSE);
      if (this.late_() && this.latest_) this.flush_();
      if (this.session_) return;
    }
    this.looking_ = false;
    this.tell_("no-lms");
  }

  /** Whether there is an LMS by now. One that came late goes before what was done without it, unless that
   *  holds as much: then it goes out with the next commit. */
  private late_(): boolean {
    if (this.session_) return true;
    const opened = this.arrive_();
    if (!opened) return false;
    const mine = this.latest_;
    const lost = !!mine && !reaches(mine.text, opened.text);
    this.looking_ = false;
    if (!mine) this.trouble_ = "";
    if (lost) {
      this.latest_ = null;
      this.answers_ = [];
    }
    const told = mine && !lost ? { ...opened, text: "" } : opened;
    void wait(0).then(() => this.onLate(told, lost));   // after the screen that the answer led to
    return !lost;
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
    if (this.finished) return false;
    if (!this.late_()) return !this.session_ && !this.looking_ && this.tell_("no-lms");
    const session = this.session_!;
    if (!session.writes) return false;
    if (!this.dirty_ && !this.doubt_) return true;
    if (!online()) return this.fail_("offline");   // Moodle would say true, and not send the values again
    const taken = this.deliver_(session) || (this.unsay_(session) && this.deliver_(session));
    this.committed_ = performance.now();
    if (taken && online()) return this.settle_(session);
    this.unsay_(session);
    return this.fail_(!online() ? "offline" : this.over_ ? "session-over" : "not-saved");
  }

  private deliver_(session: ScormSession): boolean {
    if (this.doubt_) this.unsay_(session);
    const wrote = this.write_(session);
    const taken = session.commit() && wrote;   // commit what was taken, even if something was refused
    this.unsaid_ = false;
    this.over_ = !taken && session.ended();
    return taken;
  }

  /** True when the LMS's script can be made to send a completion again, and the LMS answers. Afterwards the
   *  right values stand there uncommitted, so that Finish carries them if no retry comes before it. */
  private unsay_(session: ScormSession): boolean {
    const hidden = document.hidden;   // beacons may overtake one another
    if (this.unsaid_ || this.over_ || hidden || !this.due_()) return false;
    this.unsaid_ = true;
    const heard = session.unsay(this.latest_!, this.seconds_());
    session.complete(this.latest_!, this.seconds_());
    return heard;
  }

  private write_(session: ScormSession): boolean {
    const latest = this.latest_;
    const kept = !latest || session.put(latest, ++this.counter_);
    if (!this.doubt_) session.extras.write(this.answers_);
    if (this.due_()) return session.complete(latest!, this.seconds_()) && kept;
    session.time(this.seconds_());   // an LMS that loses Finish keeps the time
    return kept;
  }

  private writeLast_(session: ScormSession): void {
    if (this.latest_?.parting) {
      this.latest_ = { ...this.latest_, text: this.latest_.parting };
      this.dirty_ = true;
    }
    if (this.dirty_) this.write_(session);
    else session.time(this.seconds_());
    if (this.dirty_ && this.edition_.commitsBeforeFinish_) session.commit();
  }

  private settle_(session: ScormSession): true {
    const recovered = this.doubt_ || this.trouble_;
    this.dirty_ = this.doubt_ = false;
    this.trouble_ = "";
    this.pause_ = FIRST_RETRY;
    if (this.latest_?.status === "completed") {
      this.completed_ = this.mark_();
      session.settle(this.latest_);
    }
    this.answers_ = this.answers_.filter(({ sent }) => !sent);
    if (this.answers_.length > 0) {
      this.dirty_ = true;   // they waited for an LMS that answers
      this.retry_ = window.setTimeout(() => this.flush_(), PAUSE);
    }
    if (recovered) this.onSaved();
    return true;
  }

  private fail_(trouble: Trouble): false {
    this.dirty_ = this.doubt_ = true;
    for (const answer of this.answers_) answer.sent = false;
    if (trouble !== "offline") {
      this.retry_ = window.setTimeout(() => { if (!document.hidden) this.flush_(); }, this.pause_);
      this.pause_ = Math.min(this.pause_ * 2, LAST_RETRY);
    }
    return document.hidden ? false : this.tell_(trouble);
  }

  // --- the page

  private listen_(): void {
    const again = (): void => { if (this.doubt_) this.flush_(); };
    addEventListener("offline", () => { this.doubt_ = this.latest_ !== null; });
    addEventListener("online", again);
    addEventListener("pagehide", () => this.finish());
    document.addEventListener("visibilitychange", () => document.hidden ? this.hide_() : again());
  }

  /** A hidden page may be ended without another word. */
  private hide_(): void {
    if (this.dirty_ && this.session_) this.flush_();
  }

  private seconds_(): number { return (performance.now() - this.began_) / 1000; }

  private tell_(trouble: Trouble): false {
    if (this.trouble_ !== trouble) {
      this.trouble_ = trouble;
      this.onTrouble(trouble);
    }
    return false;
  }
}
