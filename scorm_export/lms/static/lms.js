// The LMS page: opens a unit in the frame, ends it, opens it again, and keeps one learner's data in
// this tab.

import { openCmi5 } from "./cmi5.js";
import { EDITIONS } from "./editions.js";
import { openSession } from "./scorm.js";
import { addCall, addNote, minutes, say, showChecks, showRecorded, showText } from "./view.js";

const $ = (id) => document.getElementById(id);
const pack = JSON.parse($("package").textContent);
const scorm = EDITIONS[pack.edition];
const FRESH = { cmi: null, total: 0, opened: 0, registration: "" };

let learner = load();
let session = null;
let launch = 0;
const log = [];

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(pack.key)) ?? {};
  } catch {
    return {};
  }
}

const unit = () => pack.units.find(({ id }) => id === $("unit").value) ?? pack.units[0];
function mine() {
  const { id } = unit();
  learner[id] = learner[id] ?? { ...FRESH };
  return learner[id];
}

function store() {
  try {
    sessionStorage.setItem(pack.key, JSON.stringify(learner));
  } catch {
    say(
      "This browser does not let the page keep anything: " +
        "the learner's data is gone when you leave.",
    );
  }
}

function note(entry) {
  log.push(entry);
  addCall(log.length, entry);
  showHealth();
}

function showHealth() {
  const refused = log.filter((entry) => entry.refused).length;
  const odd = log.filter((entry) => entry.problem && !entry.refused).length;
  const outside = outsideRequests();
  showChecks([
    [true, `${log.length} calls to the LMS`],
    [refused === 0, refused ? `${refused} refused` : "None refused"],
    [odd === 0, odd ? `${odd} that strict LMSs may refuse` : "Every value fits the strictest LMS"],
    [
      outside.length === 0,
      outside.length
        ? `Asks other sites: ${outside.join(", ")}`
        : "Asks no other site for anything",
    ],
  ]);
}

/** The package shares our origin, so its own list of requests can be read. */
function outsideRequests() {
  try {
    const asked = $("sco")
      .contentWindow.performance.getEntriesByType("resource")
      .map(({ name }) => new URL(name));
    return [
      ...new Set(
        asked
          .filter(({ protocol, host }) => /^https?:/.test(protocol) && host !== location.host)
          .map(({ host }) => host),
      ),
    ];
  } catch {
    return [];
  }
}

let asked = 0;

async function explain(text) {
  const turn = ++asked;
  const answer = text
    ? await fetch("record", { method: "POST", body: JSON.stringify(text) })
    : null;
  const explained = answer?.ok ? await answer.json() : null;
  if (turn === asked) showText(text, explained); // a newer text may have come meanwhile
}

function show(recorded) {
  showRecorded([
    ["Status", recorded.status || "none"],
    [
      "Score",
      recorded.score === "" || recorded.score == null ? "none" : `${recorded.score} of 100`,
    ],
    ["Time", recorded.time ? minutes(recorded.time) : "not told yet"],
    ["Opened", `${mine().opened} times`.replace(/^1 times/, "once")],
    ["Next time", recorded.resume ? "goes on where it stopped" : "starts again"],
    ["Answers sent", String(recorded.answers ?? 0)],
  ]);
  void explain(recorded.text ?? "");
  showHealth();
}

function showStored() {
  const { cmi, total } = mine();
  if (!scorm) return;
  const shown = cmi ? scorm.show(cmi) : { status: "not started", score: "", exit: "", text: "" };
  show({ ...shown, time: total, resume: shown.exit === "suspend" });
}

function openScorm(data, mode) {
  const before = data.total;
  return openSession({
    edition: pack.edition,
    saved: scorm.again(data.cmi),
    unit: unit(),
    mode,
    total: before,
    note,
    keep(cmi, ended, seconds) {
      Object.assign(data, { cmi, total: before + seconds });
      store();
      showStored();
      if (ended)
        say("The package ended the session. Choose Open again to come back as the same learner.");
    },
  });
}

async function open() {
  await end();
  const turn = ++launch;
  const data = mine();
  const mode = $("mode").value;
  data.opened += 1;
  store();
  const often = data.opened === 1 ? "for the first time" : "again";
  addNote(`Opened ${often}, ${new Date().toLocaleTimeString("en-GB")}`);
  const opened = scorm
    ? openScorm(data, mode)
    : await openCmi5({ unit: unit(), mode, data, note, show, store });
  if (turn !== launch) return opened.close();
  session = opened;
  showStored();
  say("The package is open. What it does appears beside and below it.");
  $("end").disabled = false;
  $("sco").src = session.address ?? `content/${unit().href}`;
}

/** As when a learner closes the window: the page goes, and has its last chance to speak. */
async function end() {
  if (!session) return;
  const closing = session;
  session = null;
  const gone = new Promise((done) => $("sco").addEventListener("load", done, { once: true }));
  $("sco").src = "about:blank";
  await gone;
  await closing.settle?.();
  if (closing.started && !closing.ended)
    addNote(
      "The window was closed and the package did not say that it had ended. " +
        "Some LMSs lose the last minutes then.",
    );
  closing.close();
  $("end").disabled = true;
  showStored();
  say("The session has ended. Choose Open again to come back as the same learner.");
}

function saveLog() {
  const lines = log.map((one, at) =>
    [at + 1, one.second.toFixed(1), one.call, one.element, one.value, one.answer, one.problem].join(
      "\t",
    ),
  );
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain" }));
  link.download = `${pack.slug}-log.txt`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function clearLog() {
  log.length = 0;
  $("calls").textContent = "";
  showHealth();
}

for (const { id, title } of pack.units) $("unit").add(new Option(title || id, id));
$("unit-field").hidden = pack.units.length < 2;
$("bar").addEventListener("submit", (event) => event.preventDefault());
$("unit").addEventListener("change", open);
$("mode").addEventListener("change", open);
$("size").addEventListener("change", () => {
  $("stage").dataset.size = $("size").value;
});
$("again").addEventListener("click", open);
$("end").addEventListener("click", end);
$("fresh").addEventListener("click", async () => {
  await end();
  learner = {};
  clearLog();
  await open();
});
$("only").addEventListener("change", () =>
  document.querySelector(".scroll").classList.toggle("problems", $("only").checked),
);
$("save").addEventListener("click", saveLog);
$("clear").addEventListener("click", clearLog);
setInterval(showHealth, 2000);

/** For tests and for the curious: the console can read what the page knows. */
window.lms = { log, learner: () => learner, open, end };
open();
