// One launch of a SCORM unit: an API object around scorm-again that notes every call and keeps what
// the package commits.

import { EDITIONS } from "./editions.js";
import { strict } from "./rules.js";

/** `saved`: the stored data of the unit or null. Calls `note(entry)` for every call and `keep(cmi,
 *  ended)` after a commit or the end. */
export function openSession({ edition, saved, unit, mode, total, note, keep }) {
  const table = EDITIONS[edition];
  const inner = table.create();
  const started = performance.now();
  let ended = false;
  inner.loadFromJSON(JSON.parse(JSON.stringify(table.hand(saved, unit, mode, total))), "cmi");
  const cmi = () => inner.renderCMIToJSONObject().cmi;

  function call(index, name, args) {
    const before = performance.now();
    const answer = inner[name](...args);
    const error = index < 5 ? String(inner[table.verbs[5]]()) : "0";
    const entry = {
      second: (before - started) / 1000,
      call: name,
      element: "",
      value: "",
      answer: String(answer),
      error,
      problem: "",
    };
    if (index === 1 || index === 2) entry.element = String(args[0]);
    if (index === 2) entry.value = String(args[1]);
    if (index >= 5) entry.value = args.map(String).join(" ");
    // 2004: nothing is stored yet, no refusal
    const none = error === "403" && entry.element === "cmi.suspend_data";
    if (none) entry.error = "0";
    else if (error !== "0") entry.problem = `error ${error}: ${inner[table.verbs[6]](error)}`;
    else if (index === 2) entry.problem = strict(edition, entry.element, entry.value);
    entry.refused = entry.error !== "0";
    note(entry);
    if ((index === 3 || index === 4) && String(answer) === "true") {
      ended = ended || index === 4;
      keep(cmi(), ended, table.seconds(cmi()));
    }
    return answer;
  }

  const api = {};
  table.verbs.forEach((name, index) => {
    api[name] = (...args) => call(index, name, args);
  });
  api.offline = false; // this page is the LMS, and needs no network
  window[table.api] = api;
  return {
    get ended() {
      return ended;
    },
    get started() {
      return inner.isInitialized() || ended;
    },
    close() {
      delete window[table.api];
    },
  };
}
