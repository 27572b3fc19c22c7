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

  private readonly began = performance.now();
  private readonly told = new Set<Trouble>();
  private readonly shadow = new Shadow(() => this.session?.learner() ?? "");
  private session: ScormSession | null = null;
  private latest: Snapshot | null = null;
  private answers: Kept[] = [];
  private counter = 0;
  private completed = "";     // the completion that the LMS has acknowledged
  private held = "";          // a record found in an LMS that came late
  private dirty = false;      // something is not committed
  private doubt = false;      // something acknowledged may be lost: send everything again
  private finished = false;
  private committed = -PAUSE;
  private queued: Promise<boolean> | null = null;
  private retry = 0;
  private pause = FIRST_RETRY;

  constructor(private readonly edition: Edition) {}

  get closable(): boolean { return this.session !== null && !this.finished; }

  async open(): Promise<Opened> {
    this.listen();
    const api = await awaitApi(this.edition.api);
    const session = api && this.connect(api);
    if (session) return { text: this.restore(session), mode: session.mode, connected: true };
    if (api) this.tell("no-lms");
    else void this.lookOn();
    return { text: "", mode: "normal", connected: false };
  }

  save(snapshot: Snapshot): Promise<boolean> {
    this.latest = { ...snapshot, interactions: [] };
    this.answers.push(...keep(snapshot.interactions, new Date()));
    this.dirty = true;
    if (this.finished) return Promise.resolve(false);
    const left = this.due() ? 0 : this.committed + PAUSE - performance.now();
    if (left <= 0) return Promise.resolve(this.flush());
    return this.queued ??= wait(left).then(() => {
      this.queued = null;
      return !this.dirty || this.flush();
    });
  }

  finish(): void {
    if (this.finished) return;
    this.finished = true;
    clearTimeout(this.retry);
    const session = this.session;
    if (!session) return;
    if (session.writes) this.writeLast(session);
    const taken = session.finish();
    if (this.latest && session.writes) this.settleShadow(taken && !this.doubt && online());
  }

  // --- connecting

  private connect(api: Api): ScormSession | null {
    if (this.finished) return null;
    const session = this.session = ScormSession.connect(api, this.edition);
    if (session) {
      this.counter = Math.max(this.counter, session.counter);
      if (session.writes) {
        session.begin();
        this.dirty = true;
      }
    }
    return session;
  }

  /** The record to go on with: the LMS's, or the copy that an earlier launch in this tab could not deliver. */
  private restore(session: ScormSession): string {
    const copy = session.writes ? this.shadow.find() : null;
    if (!copy || !reaches(copy.snapshot.text, session.text)) return session.text;
    this.latest = copy.snapshot;
    this.counter = Math.max(this.counter, copy.counter);
    this.doubt = true;
    void wait(0).then(() => this.flush());
    return copy.snapshot.text;
  }

  private async lookOn(): Promise<void> {
    for (let look = 0; look < LATE_LOOKS && !this.session; look++) {
      await wait(1000);
      if (this.arrive() && this.latest) this.flush();
    }
    if (!this.session) this.tell("no-lms");
  }

  /** An LMS that came late: its record is only replaced by one that holds as much. */
  private arrive(): boolean {
    if (this.session) return true;
    const api = findApi(this.edition.api);
    const session = api && this.connect(api);
    this.held = session?.text ?? "";
    return session !== null;
  }

  // --- writing

  /** Whether a completion is to be sent: the first, a better one, or all of it after trouble. */
  private due(): boolean {
    return this.latest?.status === "completed" && (this.doubt || this.completed !== this.mark());
  }

  private mark(): string { return `${this.latest?.percent} ${this.latest?.passed}`; }

  /** Writes and commits everything; true when the LMS took it and is believed. */
  private flush(): boolean {
    clearTimeout(this.retry);
    if (this.finished) return false;
    if (!this.arrive()) return this.tell("no-lms");
    const session = this.session!;
    if (!session.writes) return false;
    if (!online()) return this.fail("offline", session);   // Moodle would say true, lose the values and not send them again
    const wrote = this.write(session);
    const taken = session.commit() && wrote;   // commit what was taken, even if something was refused
    this.committed = performance.now();
    if (!taken) return this.fail(session.ended() ? "session-ended" : "not-saved", session);
    if (!online()) return this.fail("offline", session);
    this.settle();
    return true;
  }

  private write(session: ScormSession): boolean {
    const { latest, doubt } = this;
    if (!latest) return true;
    if (this.held && !reaches(latest.text, this.held)) return false;
    const text = session.put(latest, ++this.counter);
    session.extras.write(this.answers, doubt);
    const rest = !this.due() || session.complete(latest, this.seconds(), doubt);
    return text && rest;
  }

  private writeLast(session: ScormSession): void {
    const pending = this.dirty;
    if (pending) this.write(session);
    session.time(this.seconds());
    if (pending && this.edition.commitsBeforeFinish) session.commit();
  }

  private settle(): void {
    const recovered = this.doubt && this.told.size > 0;
    this.dirty = this.doubt = false;
    this.held = "";
    this.pause = FIRST_RETRY;
    if (this.latest?.status === "completed") this.completed = this.mark();
    this.shadow.drop();
    if (recovered) this.onSaved();
  }

  private fail(trouble: Trouble, session: ScormSession): false {
    this.dirty = this.doubt = true;
    if (session.writes) this.settleShadow(false);
    if (trouble !== "offline") {
      this.retry = window.setTimeout(() => this.flush(), this.pause);
      this.pause = Math.min(this.pause * 2, LAST_RETRY);
    }
    return this.tell(trouble);
  }

  private settleShadow(taken: boolean): void {
    if (taken) this.shadow.drop();
    else if (this.latest) this.shadow.keep({ counter: this.counter, snapshot: this.latest });
  }

  // --- the page

  private listen(): void {
    addEventListener("offline", () => { this.doubt = this.latest !== null; });
    addEventListener("online", () => { if (this.doubt) this.flush(); });
    addEventListener("pagehide", ({ persisted }) => persisted ? this.hide() : this.finish());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.hide(); });
  }

  /** A hidden page may be ended without another word. */
  private hide(): void {
    if (!this.dirty || this.finished || !this.session?.writes) return;
    this.session.time(this.seconds());
    this.flush();
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
