// Puts onto the page what the LMS knows: the summary, the learner's record in words, the checks,
// and the log of calls.

const $ = (id) => document.getElementById(id);

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function say(text) {
  $("message").textContent = text;
}

export function minutes(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Puts these in the place of what stands there. */
function fill(id, parts) {
  $(id).textContent = "";
  $(id).append(...parts);
}

export function showRecorded(rows) {
  const parts = rows.flatMap(([term, value]) => [element("dt", term), element("dd", value)]);
  fill("recorded", parts);
}

/** What has not changed stays: a screen reader that reads here would be put back to the start. */
export function showChecks(checks) {
  const lines = checks.map(([good, text]) => element("li", text, good ? "" : "bad"));
  for (const [i, line] of lines.entries()) {
    const shown = $("checks").children[i];
    if (!shown) $("checks").append(line);
    else if (!line.isEqualNode(shown)) shown.replaceWith(line);
  }
}

export function addCall(number, entry) {
  const row = document.createElement("tr");
  if (entry.problem) row.className = "bad";
  const cells = [
    number,
    entry.second.toFixed(1),
    entry.element ? `${entry.call} ${entry.element}` : entry.call,
    entry.value,
    entry.answer,
    entry.problem,
  ];
  row.append(...cells.map((cell) => element("td", String(cell))));
  $("calls").append(row);
  row.parentElement.parentElement.parentElement.scrollTop = 1e9;
}

export function addNote(text) {
  const row = element("tr", "", "note");
  const cell = element("td", text);
  cell.colSpan = 6;
  row.append(cell);
  $("calls").append(row);
}

export function showText(text, explained) {
  $("suspend").textContent = text;
  $("length").textContent = text ? `${text.length} characters; SCORM 1.2 allows 4,096.` : "Empty.";
  fill("record", told(text, explained));
}

function told(text, explained) {
  if (!text) return [element("p", "Nothing has been stored yet.")];
  if (explained) return explained.modules.map(module_);
  return [element("p", "This text is another publisher's. Only their package can read it.")];
}

function module_(one) {
  const list = document.createElement("dl");
  const rows = [
    ["Module", `${one.module}, version ${one.version}`],
    ["Attempt", one.attempt],
    ["Answers", one.answers.join(", ") || "none yet"],
    ["Finished", one.finished ? `yes, best result ${one.finished}` : "not yet"],
    ["Plan", one.plan || "none yet"],
  ];
  if (one.notice) rows.push(["Note", one.notice]);
  list.append(
    ...rows.flatMap(([term, value]) => [element("dt", term), element("dd", String(value))]),
  );
  return list;
}
