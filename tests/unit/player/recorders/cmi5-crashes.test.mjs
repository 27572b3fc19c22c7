// Every request of a launch fails once, in every way; then the launch breaks off, or goes on, and
// the learner comes back. However it went: one completion, the newest record, and no rule broken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { name, StrictStore } from "./cmi5-store.mjs";
import { clock } from "./clock.mjs";
import { DECISION, load, page, settle, snapshot } from "./page.mjs";
import { marked } from "./their-mark.mjs";

const { createCmi5 } = await load("recorders/cmi5.ts");

const ONE = "1.kind.1.1.k1a...aaaaa",
  DONE = "1.kind.1.1.k1a-k2b..1-83.ccccc";
const BETTER = "1.kind.1.2...1-90.ddddd";
const finished = (text, percent) => snapshot(text, { status: "completed", percent });
const turns = async () => {
  for (let turn = 0; turn < 15; turn++) {
    await settle();
    await new Promise(setImmediate);
  }
};

/** A launch that has opened. What it says is saved must be in the store. */
async function launch(store, data) {
  const time = clock();
  const web = page({ url: store.launch(data) });
  globalThis.fetch = store.fetch;
  const recorder = marked(createCmi5);
  const told = [];
  recorder.onTrouble = (trouble) => told.push(trouble);
  const settled = async (work) => {
    let done = false;
    void work.then(() => {
      done = true;
    });
    await turns();
    for (let look = 0; look < 4 && !done; look++) {
      // what is asked again, 600 ms apart
      await time.pass(700);
      await turns();
    }
    return done;
  };
  const opening = recorder.open();
  await settled(opening);
  const opened = await opening;
  await turns();
  const save = async (shot) => {
    const saved = recorder.save(shot);
    if ((await settled(saved)) && (await saved)) {
      assert.equal(store.documents["olw-record"].text, shot.text, "said to be saved");
    }
  };
  const rest = async () => {
    for (let round = 0; round < 4; round++) {
      await time.pass(4000);
      await turns();
    }
  };
  return { recorder, opened, told, web, save, rest };
}

/** One learner, one sitting: two decisions, the ending, a second and better try. */
async function play({ save }) {
  await save(snapshot(ONE, { interactions: [DECISION] }));
  await save(finished(DONE, 83));
  await save(finished(BETTER, 90));
}

const count = (store, verb) => store.statements.filter((one) => name(one) === verb).length;

async function clean() {
  const store = new StrictStore();
  const first = await launch(store, { masteryScore: 0.5 });
  await play(first);
  first.web.fire("pagehide");
  await turns();
  return store;
}

const FAULTS = {
  "goes on": [500, 429, 401, 403, 400, "before", "after"],
  closed: [500, 401, 400, "before", "after"],
  "broken off": [500, 401, 400, "before", "after"],
};

// Before any test: they share what stands for the browser, and once Node has a test it follows
// each promise, which takes it longer than all that is done here.
const untroubled = await clean();
const LAST = untroubled.number;
const outcomes = [];
for (const [afterwards, faults] of Object.entries(FAULTS)) {
  for (const fault of faults) {
    const title = `${fault} at each of ${LAST} requests, then the page ${afterwards}`;
    const outcome = faultAtEach(fault, afterwards);
    await outcome.catch(() => undefined); // it is told by its test
    outcomes.push([title, outcome]);
  }
}

test("a launch in which nothing fails", () => {
  const store = untroubled;
  assert.deepEqual(store.refusals, []);
  assert.deepEqual(store.statements.map(name), [
    "initialized",
    "answered",
    "completed",
    "scored",
    "passed",
    "scored",
    "terminated",
  ]);
  assert.deepEqual(
    store.statements
      .filter(({ result }) => result?.score && !result.success)
      .map(({ result }) => result.score.raw),
    [undefined, 83, 90],
  );
  const record = { text: BETTER, completed: true, scored: 90, passed: 83 };
  assert.deepEqual(store.documents["olw-record"], record);
});

/** The fault at the `at`-th request only; a launch that is broken off has no request after it. */
function faulty(store, at, fault, afterwards) {
  store.fault = ({ number }) => {
    if (number === at) return fault;
    return afterwards === "broken off" && number > at ? "before" : null;
  };
}

/** The fault at each request in turn, and what the learner who comes back finds. */
async function faultAtEach(fault, afterwards) {
  for (let at = 1; at <= LAST; at++) {
    const store = new StrictStore();
    const why = `request ${at}`;
    faulty(store, at, fault, afterwards);
    const first = await launch(store, { masteryScore: 0.5 });
    await play(first);
    if (afterwards === "goes on") await first.rest();
    if (afterwards !== "broken off") first.web.fire("pagehide");
    await turns();
    store.fault = () => null;
    const second = await launch(store, { masteryScore: 0.5 });
    const kept = store.documents["olw-record"]?.text ?? "";
    assert.equal(second.opened.text, kept, why);
    if (kept !== BETTER) await second.save(finished(BETTER, 90));
    second.web.fire("pagehide");
    await turns();
    const third = await launch(store, { masteryScore: 0.5 });
    third.web.fire("pagehide");
    await turns();

    assert.deepEqual([count(store, "completed"), count(store, "passed")], [1, 1], why);
    const record = store.documents["olw-record"];
    assert.deepEqual(
      [record.text, record.completed, record.scored, record.due],
      [BETTER, true, 90, undefined],
      why,
    );
    assert.deepEqual(store.statements.slice(-2).map(name), ["initialized", "terminated"], why);
    const best = store.statements.filter((one) => name(one) === "scored").at(-1);
    assert.equal(best.result.score.raw, 90, why);
    assert.deepEqual(store.refusals, [], why);
  }
}

for (const [title, outcome] of outcomes) test(title, () => outcome);

/** Learners who finish once more, in a new launch each; how often completed reached the store. */
async function launches(store, times) {
  const told = [];
  for (let time = 0; time < times; time++) {
    const one = await launch(store, {});
    await one.save(finished(DONE, 83));
    one.web.fire("pagehide");
    await turns();
    told.push(...one.told);
  }
  return { told, sent: store.sent.filter((verb) => verb === "completed").length };
}

test("the state is lost after completed: the store is asked, and nothing said twice", async () => {
  const store = await clean();
  store.documents = {};
  const { told, sent } = await launches(store, 2);
  assert.deepEqual([told, sent, count(store, "completed"), store.refusals], [[], 1, 1, []]);
  assert.equal(store.documents["olw-record"].completed, true);
});

for (const says of [400, 401, 403]) {
  test(`the state is lost and nothing is listed: ${says} in two launches, then peace`, async () => {
    const store = await clean();
    Object.assign(store, { documents: {}, listing: false, says });
    const { told, sent } = await launches(store, 4);
    assert.deepEqual([told, sent, count(store, "completed")], [["refused", "refused"], 3, 1]);
    assert.deepEqual(store.documents["olw-record"], { text: DONE, completed: true, scored: 83 });
  });
}

test("broken off between completed and the state: the same statement, by its id", async () => {
  const store = new StrictStore();
  store.listing = false;
  const first = await launch(store, {});
  const taken = () => count(store, "completed") > 0;
  store.fault = () => (taken() ? "before" : null);
  await first.save(finished(DONE, 83));
  const [{ id }] = store.statements.filter((one) => name(one) === "completed");
  assert.equal(store.documents["olw-record"].due.completed[0], id);
  store.fault = () => null;
  const { told } = await launches(store, 1);
  assert.deepEqual([told, count(store, "completed"), store.refusals], [[], 1, []]);
  assert.deepEqual(store.documents["olw-record"], { text: DONE, completed: true, scored: 83 });
});
