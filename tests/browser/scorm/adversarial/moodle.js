// The run-time that Moodle 4.5 puts into its page, in our own words: what the package meets in a
// browser. Rules seen in mod/scorm/datamodels/scorm_12.js and scorm_13.js (API, CollectData,
// StoreData) and in mod/scorm/request.js (DoRequest). `given` is what the server hands out at
// launch; `send(body)` returns the text of an answer, or "" where there was none.

const NUMBER = /^-?([0-9]{0,3})(\.[0-9]*)?$/; // CMIDecimal of scorm_12.js
const RULES = {
  1.2: {
    "cmi.core.lesson_status": { form: /^(passed|completed|failed|incomplete|browsed)$/ },
    "cmi.core.exit": { form: /^(time-out|suspend|logout|)$/, hidden: true },
    "cmi.core.session_time": {
      form: /^([0-9]{2,4}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,2})?$/,
      hidden: true,
    },
    "cmi.core.score.raw": { form: NUMBER, range: [0, 100] },
    "cmi.core.score.min": { form: NUMBER, range: [0, 100] },
    "cmi.core.score.max": { form: NUMBER, range: [0, 100] },
    "cmi.core.lesson_location": { form: /^[^]{0,255}$/ },
    "cmi.suspend_data": { form: /^[^]{0,4096}$/ },
  },
  2004: {
    "cmi.completion_status": { form: /^(completed|incomplete|not attempted|unknown)$/ },
    "cmi.success_status": { form: /^(passed|failed|unknown)$/ },
    "cmi.exit": { form: /^(time-out|suspend|logout|normal|)$/, hidden: true },
    "cmi.session_time": { form: /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/, hidden: true },
    "cmi.score.scaled": { form: /^-?\d{1,5}(\.\d+)?$/, range: [-1, 1] },
    "cmi.score.raw": { form: /^-?\d{1,5}(\.\d+)?$/ },
    "cmi.score.min": { form: /^-?\d{1,5}(\.\d+)?$/ },
    "cmi.score.max": { form: /^-?\d{1,5}(\.\d+)?$/ },
    "cmi.location": { form: /^[^]{0,1000}$/ },
    "cmi.suspend_data": { form: /^[^]{0,64000}$/ },
  },
};
const FIELDS = [
  "id",
  "type",
  "time",
  "timestamp",
  "result",
  "weighting",
  "latency",
  "description",
  "student_response",
  "learner_response",
  String.raw`correct_responses\.\d+\.pattern`,
];
const INTERACTION = new RegExp(String.raw`^cmi\.interactions\.(\d+)\.(${FIELDS.join("|")})$`);

/** What both editions have in common; `wrong` are their codes for a refused value and an unknown
 *  element. */
class Runtime {
  constructor(edition, given, send) {
    Object.assign(this, {
      edition,
      send,
      rules: RULES[edition],
      error: "0",
      open: false,
      over: false,
      calls: [],
    });
    this.given = { ...given };
    this.sent = { ...given }; // "defaultvalue" of the script's table
    this.values = { ...given };
    this.count = new Set(
      Object.keys(given)
        .map((name) => INTERACTION.exec(name)?.[1])
        .filter(Boolean),
    ).size;
  }

  say(answer, error = "0") {
    this.error = error;
    return answer;
  }

  put(element, value, wrong, unknown) {
    const place = INTERACTION.exec(element);
    const rule = this.rules[element] ?? (place && { form: /^[^]{0,4000}$/ });
    if (!rule) return this.say("false", unknown);
    if (!rule.form.test(value)) return this.say("false", wrong);
    if (place && Number(place[1]) > this.count) return this.say("false", "201");
    if (place && Number(place[1]) === this.count) this.count += 1;
    const number = value * 1; // "50.0" becomes 50
    if (rule.range && (number < rule.range[0] || number > rule.range[1]))
      return this.say("false", wrong);
    this.values[element] = rule.range ? number : value;
    return this.say("true");
  }

  differs(element) {
    const [before, now] = [this.sent[element], this.values[element]];
    return before != now || typeof before !== typeof now;
  }

  store(pairs) {
    const [answer, error] = String(this.send(new URLSearchParams(pairs).toString())).split("\n");
    const good = answer === "true";
    return this.say(good ? "true" : "false", good ? error : "101"); // any failure is 101
  }

  named(methods) {
    return Object.fromEntries(
      Object.entries(methods).map(([name, does]) => [
        name,
        (...args) => {
          const answer = does(...args.map(String));
          this.calls.push([name, ...args].join(" ").trim());
          return answer;
        },
      ]),
    );
  }
}

export class Moodle12 extends Runtime {
  constructor(given, send) {
    super("1.2", given, send);
    this.values["cmi.core.lesson_status"] ||= "not attempted";
    this.sent["cmi.core.lesson_status"] ??= "";
  }

  /** Counts what it is about to send as sent, before any answer (CollectData). */
  collect() {
    const changed = Object.keys(this.rules).concat(
      Object.keys(this.values).filter((one) => INTERACTION.test(one)),
    );
    const pairs = [...new Set(changed)]
      .filter((one) => this.values[one] !== undefined)
      .filter((one) => one !== "cmi.core.session_time" && this.differs(one));
    for (const one of pairs) this.sent[one] = this.values[one];
    return pairs.map((one) => [one, this.values[one]]);
  }

  /** At Finish a status that was never set is completed, in every mode (StoreData). */
  finish() {
    const { values } = this;
    this.open = false;
    if (values["cmi.core.lesson_status"] === "not attempted")
      values["cmi.core.lesson_status"] = "completed";
    const [mastery, raw] = [
      values["cmi.student_data.mastery_score"] ?? "",
      values["cmi.core.score.raw"] ?? "",
    ];
    if (values["cmi.core.lesson_mode"] === "normal" && mastery !== "" && raw !== "") {
      values["cmi.core.lesson_status"] = Number(raw) >= Number(mastery) ? "passed" : "failed";
    }
    return this.store([
      ...this.collect(),
      ["cmi.core.total_time", values["cmi.core.session_time"] ?? "00:00:00"],
    ]);
  }

  get api() {
    const opened =
      (does) =>
      (...args) =>
        this.open ? does(...args) : this.say("", "301") || "false";
    return this.named({
      LMSInitialize: () => {
        if (this.open) return this.say("false", "101");
        this.open = true;
        return this.say("true");
      },
      LMSGetValue: (element) => {
        if (!this.open) return this.say("", "301");
        if (element === "cmi.interactions._count") return this.say(String(this.count));
        if (this.rules[element]?.hidden) return this.say("", "404");
        return this.say(this.values[element] ?? "");
      },
      LMSSetValue: opened((element, value) => this.put(element, value, "405", "201")),
      LMSCommit: opened(() => this.store(this.collect())),
      LMSFinish: opened(() => this.finish()),
      LMSGetLastError: () => this.error,
    });
  }
}

export class Moodle2004 extends Runtime {
  constructor(given, send) {
    super("2004", given, send);
  }

  /** Everything that differs from the launch, each time: nothing is counted as sent
   *  (CollectData). */
  collect() {
    return Object.keys(this.values)
      .filter((one) => this.rules[one] || INTERACTION.test(one))
      .filter((one) => this.differs(one))
      .map((one) => [one, this.values[one]]);
  }

  get api() {
    const opened =
      (code, does) =>
      (...args) =>
        this.open ? does(...args) : this.say("", this.over ? code[1] : code[0]) || "false";
    return this.named({
      Initialize: () => {
        if (this.open || this.over) return this.say("false", this.open ? "103" : "104");
        this.open = true;
        return this.say("true");
      },
      GetValue: (element) => {
        if (!this.open) return this.say("", this.over ? "123" : "122");
        if (element === "cmi.interactions._count") return this.say(String(this.count));
        if (this.rules[element]?.hidden) return this.say("", "405");
        return this.values[element] === undefined
          ? this.say("", "403")
          : this.say(String(this.values[element]));
      },
      SetValue: opened(["132", "133"], (element, value) => this.put(element, value, "406", "401")),
      Commit: opened(["142", "143"], () => this.store(this.collect())),
      Terminate: opened(["112", "113"], () => {
        const pairs = [
          ["cmi.total_time", this.values["cmi.session_time"] ?? "PT0H0M0S"],
          ...this.collect(),
        ];
        const answer = this.store(pairs);
        if (answer === "true") [this.open, this.over] = [false, true];
        return answer;
      }),
      GetLastError: () => this.error,
    });
  }
}

/** The way to the server: a synchronous request; a beacon, reported as success, where the page is
 *  hidden or ends or the request fails (request.js: useSendBeacon, visibilitychange). Any status
 *  but 200 is returned as such. `visit` counts what was sent, whatever was answered. */
export function sender(address, visit) {
  let leaving = false;
  const on = (name, value) =>
    addEventListener(name, () => {
      leaving = value();
    });
  for (const name of ["beforeunload", "unload", "pagehide"]) on(name, () => true);
  on("pageshow", () => false);
  on("visibilitychange", () => document.hidden);
  const beacon = (body) => {
    visit.sent += 1;
    return navigator.sendBeacon(`${address}&api=beacon`, new URLSearchParams(body))
      ? "true\n0"
      : "false\n101";
  };
  return (body) => {
    if (leaving) return beacon(body);
    const request = new XMLHttpRequest();
    request.open("POST", address, false);
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    try {
      request.send(body);
    } catch {
      return beacon(body); // as for any request of a page that is going
    }
    visit.sent += 1;
    return request.status === 200 ? request.responseText : request.status;
  };
}
