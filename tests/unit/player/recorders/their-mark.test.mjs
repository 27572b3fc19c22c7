// What an LMS's own mark does to what a page tells, and to what counts as passed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./page.mjs";

const { heed } = await load("session/their-mark.ts");

const SENTENCE = "The mark is 80%. Below it, this may not show as done there.";
const given = (more = {}) => ({
  report: "score",
  passMark: 80,
  disclosure: ["It is told your best score.", SENTENCE],
  ...more,
});

test("the page tells the LMS's mark in place of the package's", () => {
  const config = given();
  heed(config, 0.65);
  const [first, second] = config.disclosure;
  assert.equal(config.passMark, 65);
  assert.equal(first, "It is told your best score.");
  assert.equal(second, SENTENCE.replace("80%", "65%"));
});

test("the same mark changes nothing", () => {
  const config = given();
  heed(config, 0.8);
  assert.deepEqual(config, given());
});

test("a package without a mark tells the LMS's", () => {
  const config = given({ passMark: null, disclosure: ["It is told your best score."] });
  heed(config, 0.5);
  assert.equal(config.passMark, 50);
  assert.deepEqual(config.disclosure, ["It is told your best score."]);
});

test("where no result is told, there is no mark", () => {
  const config = given({ report: "completion", passMark: null });
  heed(config, 0.5);
  assert.equal(config.passMark, null);
});

for (const share of [0, 0.005, 0.07, 0.29, 0.333, 0.57, 0.58, 0.755, 0.83, 0.9995, 1]) {
  test(`passed at ${share} is what the LMS makes of the score that it is sent`, () => {
    const config = given();
    heed(config, share);
    for (let percent = 0; percent <= 100; percent++) {
      const wanted = percent / 100 >= share;
      assert.equal(percent >= config.passMark, wanted, `${percent}%`);
    }
  });
}
