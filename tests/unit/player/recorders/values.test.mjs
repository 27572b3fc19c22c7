// Forms of times, durations, numbers and suspend_data.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./page.mjs";

const { timespan, duration, timestamp, timeOfDay, join, split, reaches, beside, worded, result } =
  await load(
    "recorders/times.ts",
    "recorders/suspend-data.ts",
    "recorders/responses.ts",
    "recorders/scorm12.ts",
  );

test("a time span of SCORM 1.2 has four digits of hours and is never 0", () => {
  assert.deepEqual([0, 0.4, 1, 59.6, 3599.9, 3600, 45296, 4e7].map(timespan), [
    "0000:00:01",
    "0000:00:01",
    "0000:00:01",
    "0000:01:00",
    "0001:00:00",
    "0001:00:00",
    "0012:34:56",
    "9999:06:40",
  ]);
});

test("a duration has whole seconds and is never 0", () => {
  assert.deepEqual([0, 5.4, 61, 3661].map(duration), [
    "PT0H0M1S",
    "PT0H0M5S",
    "PT0H1M1S",
    "PT1H1M1S",
  ]);
});

test("a timestamp has one decimal before its zone", () => {
  assert.equal(timestamp(new Date("2026-11-23T20:05:09.123Z")), "2026-11-23T20:05:09.0Z");
});

test("a time of day is the learner's own", () => {
  assert.equal(timeOfDay(new Date(2026, 0, 2, 3, 4, 5)), "03:04:05");
});

for (const [data, text, counter] of [
  ["1.kind.1.1.k1a...abcde~7", "1.kind.1.1.k1a...abcde", 7],
  ["1.kind.1.1.k1a...abcde", "1.kind.1.1.k1a...abcde", 0],
  ["1.a.1.1....aaaaa~~1.b.1.1....bbbbb~12", "1.a.1.1....aaaaa~~1.b.1.1....bbbbb", 12],
  ["1.a.1.1....aaaaa~~1.b.1.1....bbbbb", "1.a.1.1....aaaaa~~1.b.1.1....bbbbb", 0],
  ["", "", 0],
  ["null", "", 0],
  ["undefined", "", 0],
  ["~3", "~3", 0],
  ["another publisher's {text}", "another publisher's {text}", 0],
]) {
  test(`suspend_data ${JSON.stringify(data)} is read`, () =>
    assert.deepEqual(split(data), [text, counter]));
}

test("the counter is written behind the record", () => assert.equal(join("a~~b", 3), "a~~b~3"));

const none = "",
  two = "1.k.1.1.aax-bbx...aaaaa",
  done60 = "1.k.1.1.aax-bbx..1-60.aaaaa",
  done80 = "1.k.1.1.aax..1-80.aaaaa",
  again = "1.k.1.2.aay-bby-ccy..1-80.aaaaa";
for (const [mine, theirs, yes, why] of [
  [two, none, true, "anything reaches nothing"],
  [none, two, false, "nothing does not reach two steps"],
  [two, two, true, "a record reaches itself"],
  [done60, two, true, "finished reaches unfinished"],
  [two, done60, false, "unfinished does not reach finished"],
  [done60, done80, false, "the better result counts, not the length"],
  ["1.k.1.1...1.aaaaa", done80, true, "a result without a percentage counts in full"],
  [again, done80, true, "practice after the same result goes on"],
  ["1.k.1.2...1.aaaaa", two, true, "finished without a percentage reaches unfinished"],
  [two, "1.k.1.2...1.aaaaa", false, "unfinished does not reach finished without a percentage"],
  [`${done60}~~${two}`, `${done60}~~${none}`, true, "several modules count together"],
]) {
  test(`two copies: ${why}`, () => assert.equal(reaches(mine, theirs), yes));
}

test("a number beside another is another number, and still one that an LMS takes", () => {
  assert.deepEqual([83, 100, 0, 0.5].map(beside), ["82.99", "99.99", "0.01", "0.49"]);
});

test("answers take the forms of their edition", () => {
  assert.equal(worded("rate", "314", { dot: ".", comma: "," }), "a.3,b.1,c.4");
  assert.equal(worded("rate", "31", { dot: "[.]", comma: "[,]" }), "a[.]3[,]b[.]1");
  assert.equal(worded("rank", "bac", { dot: "[.]", comma: "[,]" }), "b[,]a[,]c");
});

test("a share of the points is correct, its edition's word for none, or two decimals", () => {
  assert.deepEqual(
    [
      [3, 3],
      [0, 3],
      [2, 3],
      [1, 8],
    ].map((share) => result(share, "wrong")),
    ["correct", "wrong", "0.67", "0.13"],
  );
});
