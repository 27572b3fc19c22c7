// The honest part: an LMS of one learner that takes what the specification takes, sends only
// changed values to its "server" when it commits, and notes every call. What stands in `server` is
// what a report would show.

import { strict } from "/static/rules.js";

const NAMES = {
  1.2: {
    verbs: [
      "LMSInitialize",
      "LMSGetValue",
      "LMSSetValue",
      "LMSCommit",
      "LMSFinish",
      "LMSGetLastError",
      "LMSGetErrorString",
      "LMSGetDiagnostic",
    ],
    status: "cmi.core.lesson_status",
    exit: "cmi.core.exit",
    entry: "cmi.core.entry",
    mode: "cmi.core.lesson_mode",
    credit: "cmi.core.credit",
    score: "cmi.core.score.raw",
    time: "cmi.core.session_time",
    learner: "cmi.core.student_id",
    fresh: "not attempted",
  },
  2004: {
    verbs: [
      "Initialize",
      "GetValue",
      "SetValue",
      "Commit",
      "Terminate",
      "GetLastError",
      "GetErrorString",
      "GetDiagnostic",
    ],
    status: "cmi.completion_status",
    exit: "cmi.exit",
    entry: "cmi.entry",
    mode: "cmi.mode",
    credit: "cmi.credit",
    score: "cmi.score.raw",
    time: "cmi.session_time",
    learner: "cmi.learner_id",
    fresh: "unknown",
  },
};

export class Store {
  constructor(edition) {
    this.edition = edition;
    this.names = NAMES[edition];
    this.server = {};
    this.calls = [];
    this.launches = 0;
  }

  /** The values a launch begins with. */
  launch() {
    const { status, exit, entry, mode, credit, learner, fresh } = this.names;
    this.launches += 1;
    this.error = "0";
    this.state = "closed";
    this.values = {
      ...this.server,
      [status]: this.server[status] ?? fresh,
      [mode]: "normal",
      [credit]: "credit",
      [learner]: "learner-1",
      [entry]: this.launches === 1 ? "ab-initio" : this.server[exit] === "suspend" ? "resume" : "",
      [exit]: "",
    };
    this.sent = { ...this.values };
  }

  initialize() {
    if (this.state !== "closed") return this.say("false", "101");
    this.state = "open";
    return this.say("true");
  }

  get(element) {
    if (this.state !== "open") return this.say("", "301");
    if (element === "cmi.interactions._count")
      return this.say(
        String(
          new Set(
            Object.keys(this.values)
              .map((name) => /^cmi\.interactions\.(\d+)\./.exec(name)?.[1])
              .filter(Boolean),
          ).size,
        ),
      );
    if (this.edition === "2004" && element === "cmi.suspend_data" && !(element in this.values))
      return this.say("", "403");
    return this.say(this.values[element] ?? "");
  }

  set(element, value) {
    if (this.state !== "open") return this.say("false", "301");
    if (strict(this.edition, element, String(value)))
      return this.say("false", this.edition === "1.2" ? "405" : "406");
    this.values[element] = String(value);
    return this.say("true");
  }

  /** As Moodle does: an element that was sent with this value before is not sent again. */
  commit() {
    if (this.state !== "open") return this.say("false", "301");
    const changed = Object.entries(this.values).filter(
      ([element, value]) => this.sent[element] !== value,
    );
    this.receive(Object.fromEntries(changed));
    for (const [element, value] of changed) this.sent[element] = value;
    return this.say("true");
  }

  finish() {
    if (this.state !== "open") return this.say("false", "301");
    this.commit();
    this.state = "finished";
    return this.say("true");
  }

  /** What reaches the server. */
  receive(changed) {
    Object.assign(this.server, changed);
  }

  say(answer, error = "0") {
    this.error = error;
    return answer;
  }

  /** The API object, with the names of its edition; `around` may change what a call does and
   *  answers. */
  api(around = (_verb, _args, honest) => honest()) {
    const plain = [
      () => this.initialize(),
      (element) => this.get(element),
      (element, value) => this.set(element, value),
      () => this.commit(),
      () => this.finish(),
      () => this.error,
      () => "",
      () => "",
    ];
    const verbs = ["initialize", "get", "set", "commit", "finish", "error", "text", "text"];
    return Object.fromEntries(
      this.names.verbs.map((name, index) => [
        name,
        (...args) => {
          const entry = {
            verb: verbs[index],
            args: args.map(String),
            launch: this.launches,
            state: this.state,
            at: performance.now(),
          };
          this.calls.push(entry);
          const answer = around(verbs[index], args, () => plain[index](...args), this);
          entry.answer = String(answer);
          entry.error = index < 5 ? String(this.error) : "0";
          return answer;
        },
      ]),
    );
  }
}
