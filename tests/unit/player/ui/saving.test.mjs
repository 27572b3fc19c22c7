// What is said of saving in packages, where the answer may be given before the last is stored.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "../recorders/clock.mjs";
import { load, page, settle } from "../recorders/page.mjs";

const { makeSaving } = await load("ui/saving.ts");
globalThis.PACKAGED = true;

/** Stands for an element that is only written to. */
const element = () => ({
  textContent: "",
  classList: { toggle() {} },
  setAttribute() {},
  append() {},
});

function start(session = {}) {
  const time = clock();
  page();
  document.createElement = element;
  const saving = makeSaving(
    (key) => key,
    (use) => use(),
    session,
  );
  return { time, saving, said: () => saving.place.textContent };
}

/** A save that is on its way; `ends` with whether it was kept. */
function save() {
  let end;
  const kept = new Promise((done) => (end = done));
  async function ends(isKept) {
    end(isKept);
    await settle();
  }
  return { kept, ends };
}

test("what an app keeps on the device is called so, until it is not", async () => {
  const session = { onDevice: true };
  const { saving, said } = start(session);
  saving.watch(Promise.resolve(true));
  await settle();
  assert.equal(said(), "saved-here");
  session.onDevice = false;
  saving.watch(Promise.resolve(true));
  await settle();
  assert.equal(said(), "saved");
});

test("a quick save is said to be done, and never to take its time", async () => {
  const { time, saving, said } = start();
  saving.watch(Promise.resolve(true));
  await settle();
  assert.equal(said(), "saved");
  await time.pass(2000);
  assert.equal(said(), "saved");
});

test("a save that takes its time is said to, until it is done", async () => {
  const { time, saving, said } = start();
  const slow = save();
  saving.watch(slow.kept);
  await time.pass(1000);
  assert.equal(said(), "saving");
  await slow.ends(true);
  assert.equal(said(), "saved");
});

test("a save that was not kept leaves what stood before", async () => {
  const { time, saving, said } = start();
  saving.watch(Promise.resolve(true));
  await settle();
  const lost = save();
  saving.watch(lost.kept);
  await time.pass(1000);
  await lost.ends(false);
  assert.equal(said(), "saved");
});

test("that the one before has arrived is nothing to go by", async () => {
  const { time, saving, said } = start();
  const before = save();
  const newest = save();
  saving.watch(before.kept);
  saving.watch(newest.kept);
  await time.pass(1000);
  await before.ends(true);
  assert.equal(said(), "saving");
  await newest.ends(true);
  assert.equal(said(), "saved");
});

test("once the newest is saved, the one before takes nobody's time", async () => {
  const { time, saving, said } = start();
  const before = save();
  saving.watch(before.kept);
  await time.pass(100);
  saving.watch(Promise.resolve(true));
  await settle();
  await time.pass(2000);
  assert.equal(said(), "saved");
  await before.ends(true);
  assert.equal(said(), "saved");
});

test("a trouble stands until something is saved", async () => {
  const { time, saving, said } = start();
  saving.trouble("offline");
  const slow = save();
  saving.watch(slow.kept);
  await time.pass(1000);
  assert.equal(said(), "offline");
  await slow.ends(true);
  assert.equal(said(), "saved");
});

test("whoever only looks round is told of no save", async () => {
  const { time, saving, said } = start();
  saving.open("browse");
  saving.watch(Promise.resolve(true));
  await time.pass(1000);
  assert.equal(said(), "browse");
});
