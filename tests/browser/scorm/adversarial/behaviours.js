// The misbehaviours, one each. `around(verb, args, honest, store)` stands between the package and
// the honest store. `frame` "popup" opens the package in a window of its own, "nested" in a frame
// of another origin; `after` is ms until the API appears.

const final = (store, changed) =>
  ["passed", "completed", "failed"].includes(changed[store.names.status]);
const seconds = (text) => /[1-9]/.test(String(text ?? ""));
const CORE = new Set([
  "cmi.core.student_id",
  "cmi.core.student_name",
  "cmi.core.lesson_location",
  "cmi.core.credit",
  "cmi.core.lesson_status",
  "cmi.core.entry",
  "cmi.core.lesson_mode",
  "cmi.core.exit",
  "cmi.core.session_time",
  "cmi.core.total_time",
  "cmi.core.score.raw",
  "cmi.core.score._children",
  "cmi.suspend_data",
  "cmi.launch_data",
  "cmi.comments",
]);

/** As real LMSs do it: a synchronous request that takes two seconds. */
function slowly() {
  const request = new XMLHttpRequest();
  request.open("GET", "/slow", false);
  request.send();
}

export const BEHAVIOURS = {
  honest: {},
  absent: { after: null },
  late: { after: 3000 },
  throwing: {
    around() {
      throw new Error("the API threw");
    },
  },
  "throwing-writes": {
    around(verb, _args, honest) {
      if (verb === "set" || verb === "commit") throw new Error("the API threw");
      return honest();
    },
  },
  "throwing-once": {
    around(verb, _args, honest, store) {
      if (verb === "commit" && (store.thrown = (store.thrown ?? 0) + 1) <= 2)
        throw new Error("the API threw");
      return honest();
    },
  },
  booleans: {
    around(_verb, _args, honest) {
      const answer = honest();
      return answer === "true" ? true : answer === "false" ? false : answer === "" ? null : answer;
    },
  },
  numbers: {
    around(verb, _args, honest) {
      const answer = honest();
      if (verb === "error") return Number(answer);
      return answer === "true" ? 1 : answer === "false" ? 0 : answer;
    },
  },
  mastery: {
    around(verb, [element], honest, store) {
      const answer = honest();
      return verb === "get" && /mastery_score|scaled_passing_score/.test(element)
        ? store.edition === "1.2"
          ? "100"
          : "1"
        : answer;
    },
  },
  "commit-false": {
    around(verb, _args, honest, store) {
      if (verb !== "commit") return honest();
      store.error = "391";
      return "false";
    },
  },
  "commit-false-twice": {
    around(verb, _args, honest, store) {
      if (verb !== "commit" || (store.refused = (store.refused ?? 0) + 1) > 2) return honest();
      store.error = "391";
      return "false";
    },
  },
  /** Moodle: the request fails, a beacon is queued and lost, and the API says true and believes
   *  it. */
  offline: {
    setup(store) {
      const receive = store.receive.bind(store);
      store.receive = (changed) => {
        if (navigator.onLine) receive(changed);
      };
    },
  },
  "session-ended": {
    around(verb, _args, honest, store) {
      if (verb === "commit" && store.launches === 1) store.commits = (store.commits ?? 0) + 1;
      if (
        store.launches > 1 ||
        (store.commits ?? 0) <= 2 ||
        !["set", "commit", "finish"].includes(verb)
      )
        return honest();
      store.error = "101";
      return "false";
    },
  },
  slow: {
    around(verb, _args, honest) {
      if (["initialize", "commit", "finish"].includes(verb)) slowly();
      return honest();
    },
  },
  /** Oracle's adapter for ESR: nothing but the core elements, "" for entry, mode and credit, a
   *  limit of 4,096 and 255. */
  esr: {
    around(verb, [element, value], honest, store) {
      if ((verb === "get" || verb === "set") && !CORE.has(element)) {
        store.error = "401";
        return verb === "get" ? "" : "false";
      }
      if (verb === "get" && /\.(entry|lesson_mode|credit)$/.test(element)) return "";
      if (verb === "set" && String(value).length > (/suspend_data$/.test(element) ? 4096 : 255)) {
        store.error = "405";
        return "false";
      }
      return honest();
    },
  },
  limits: {
    around(verb, [element, value], honest, store) {
      if (verb !== "set" || String(value).length <= (/suspend_data$/.test(element) ? 4096 : 255))
        return honest();
      store.error = store.edition === "1.2" ? "405" : "406";
      return "false";
    },
  },
  /** Learning Hub: the next launch finds nothing but "resume". */
  wiped: {
    setup(store) {
      const launch = store.launch.bind(store);
      store.launch = () => {
        const done = final(store, store.server);
        launch();
        if (!done) return;
        store.values = {
          ...store.values,
          [store.names.status]: "incomplete",
          [store.names.entry]: "resume",
        };
        for (const element of Object.keys(store.values))
          if (/suspend_data|location|score|interactions/.test(element))
            delete store.values[element];
        store.sent = { ...store.values };
      };
    },
  },
  /** Learning Hub: the first final status is the record, with what came in that commit, and only if
   *  time was spent. */
  "first-final": {
    setup(store) {
      const receive = store.receive.bind(store);
      store.receive = (changed) => {
        receive(changed);
        if (final(store, changed) && !store.record && seconds(changed[store.names.time]))
          store.record = { ...changed };
      };
    },
  },
  /** Learning Hub: another course is open, until the learner closes it. */
  locked: {
    around(verb, _args, honest, store) {
      if (verb !== "initialize" || store.unlocked) return honest();
      store.error = "101";
      return "false";
    },
  },
  popup: { frame: "popup" },
  nested: { frame: "nested" },
  review: { mode: "review", credit: "no-credit" },
  browse: { mode: "browse", credit: "credit" },
  "no-credit": { mode: "normal", credit: "no-credit" },
  "no-mode": { mode: "", credit: "" },
};
