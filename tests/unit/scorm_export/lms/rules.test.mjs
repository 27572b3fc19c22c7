// The strict forms of values on the LMS page: what the platforms were measured to take, and what
// they refused.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const source = readFileSync(
  new URL("../../../../scorm_export/lms/static/rules.js", import.meta.url),
  "utf8",
);
const { strict } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const LONG = "a".repeat(4001);
const CASES = [
  // edition, element, taken, refused
  [
    "1.2",
    "cmi.suspend_data",
    ["", "1.kind.1.1.k1a...aaaaa~3", LONG.slice(1)],
    [LONG, "a\nb", "{}", "\u00e9"],
  ],
  [
    "1.2",
    "cmi.core.lesson_status",
    ["incomplete", "completed", "passed"],
    ["not attempted", "done", ""],
  ],
  ["1.2", "cmi.core.exit", ["", "suspend"], ["normal"]],
  [
    "1.2",
    "cmi.core.session_time",
    ["0000:00:05", "0012:00:00.25"],
    ["0:00:05", "00:00:05", "0000:00:05.123", "PT5S", "0000:00:00", "0000:61:00"],
  ],
  [
    "1.2",
    "cmi.core.score.raw",
    ["0", "83", "83.0", "100", "72.46"],
    ["", "-1", "100.5", "1000", "1e2", ".5"],
  ],
  ["1.2", "cmi.interactions.0.id", ["kind_k1"], ["kind k1", "kind-k1", "{k}", ""]],
  ["1.2", "cmi.interactions.0.time", ["20:05:09"], ["24:00:00", "5:00:00", "2026-11-23T20:05:09"]],
  [
    "1.2",
    "cmi.interactions.0.type",
    ["choice", "sequencing", "matching"],
    ["other", "long-fill-in"],
  ],
  [
    "1.2",
    "cmi.interactions.0.student_response",
    ["a", "a,c", "a.3,b.1"],
    ["ab", "a[,]c", "", "_", "a,".repeat(130)],
  ],
  ["1.2", "cmi.interactions.0.result", ["correct", "wrong", "0.67"], ["incorrect", "yes"]],
  ["1.2", "cmi.core.lesson_mode", [], ["normal"]],
  ["2004", "cmi.completion_status", ["completed", "incomplete"], ["passed"]],
  ["2004", "cmi.success_status", ["passed", "unknown"], ["completed"]],
  ["2004", "cmi.exit", ["suspend", "normal", ""], ["quit"]],
  [
    "2004",
    "cmi.session_time",
    ["PT0H0M5S", "PT12.51S", "P1DT1H"],
    ["PT", "P", "PT1.5H", "PT5.555S", "PT0H0M0S", "0000:00:05"],
  ],
  ["2004", "cmi.score.scaled", ["0.83", "0.830", "1", "1.0", "-1"], [".83", "1.1", "0.12345", ""]],
  ["2004", "cmi.score.raw", ["83", "83.0"], ["", "123456"]],
  [
    "2004",
    "cmi.interactions.0.timestamp",
    ["2026-11-23T20:05:09", "2026-11-23T20:05:09.0Z"],
    ["2026-11-23T20:05:09Z", "2026-11-23T20:05:09.123Z", "2039-01-01T00:00:00"],
  ],
  [
    "2004",
    "cmi.interactions.0.learner_response",
    ["a", "a[,]c", "a[.]3[,]b[.]1"],
    ["opt-with-dash", "a b", "a,c"],
  ],
  ["2004", "cmi.interactions.0.result", ["incorrect", "0.67"], ["wrong"]],
  ["2004", "cmi.progress_measure", [], ["1"]],
];

for (const [edition, element, taken, refused] of CASES) {
  test(`${edition} ${element}`, () => {
    assert.deepEqual(
      taken.filter((value) => strict(edition, element, value) !== ""),
      [],
    );
    assert.deepEqual(
      refused.filter((value) => strict(edition, element, value) === ""),
      [],
    );
  });
}
