// The SCORM recorder against APIs of every temper: which calls it makes, in which order, and when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "./clock.mjs";
import { api12, load, page, settle, snapshot } from "./page.mjs";

const { createScorm12 } = await load("recorders/scorm12.ts");
const { createScorm2004 } = await load("recorders/scorm2004.ts");

const ONE = "1.kind.1.1.k1a...aaaaa", TWO = "1.kind.1.1.k1a-k2b...bbbbb", DONE = "1.kind.1.1.k1a-k2b-k3c..1-83.ccccc";
const LEFT = "1.kind.1.2...1-83.ddddd";
const OPENING = ["initialize", "get cmi.core.lesson_status", "get cmi.core.lesson_mode", "get cmi.core.credit", "get cmi.core.entry", "get cmi.suspend_data"];
const BEGIN = ["set cmi.core.lesson_status incomplete", "set cmi.core.exit suspend"];
const finished = (more = {}) => snapshot(DONE, { status: "completed", percent: 83, ...more });

async function start(answers, { make = createScorm12, url, place = (api) => { globalThis.API = api; } } = {}) {
  const time = clock();
  const web = page(url ? { url } : {});
  const api = api12(answers);
  place(api);
  const recorder = make();
  const troubles = [];
  recorder.onTrouble = (trouble) => troubles.push(trouble);
  const opening = recorder.open();
  await settle();
  return { time, web, api, recorder, troubles, opening };
}

/** The calls after launch. */
const after = (api) => api.calls.slice(OPENING.length + BEGIN.length);

test("launch: reads five values, sets incomplete first, then suspend", async () => {
  const { api, opening } = await start();
  assert.deepEqual(await opening, { text: "", mode: "normal", connected: true });
  assert.deepEqual(api.calls, [...OPENING, ...BEGIN]);
});

test("a step: suspend_data with a growing counter, then one commit", async () => {
  const { api, opening, recorder, time } = await start((verb, element) => element === "cmi.suspend_data" && verb === "get" ? `${ONE}~7` : undefined);
  assert.equal((await opening).text, ONE);
  await time.pass(1000);
  assert.equal(await recorder.save(snapshot(TWO)), true);
  assert.deepEqual(after(api), [`set cmi.suspend_data ${TWO}~8`, "commit"]);
});

test("completion: record, score, time, exit, status, one commit; then Finish with the time alone", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await time.pass(65000);
  assert.equal(await recorder.save(finished()), true);
  recorder.finish();
  recorder.finish();
  assert.deepEqual(after(api), [
    `set cmi.suspend_data ${DONE}~1`, "set cmi.core.score.raw 83", "set cmi.core.session_time 0000:01:05", "set cmi.core.exit",
    "set cmi.core.lesson_status completed", "commit", "set cmi.core.session_time 0000:01:05", "finish",
  ]);
});

test("a launch that ends at an ending takes the way that was played out of what is stored", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await time.pass(1000);
  await recorder.save(finished({ parting: LEFT }));
  api.calls.length = 0;
  recorder.finish();
  assert.deepEqual(api.calls, [
    `set cmi.suspend_data ${LEFT}~2`, "set cmi.core.session_time 0000:00:01", "commit", "finish",
  ]);
});

test("another try begun after the ending is kept as it stands when the page goes", async () => {
  const { web, api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(finished({ parting: LEFT }));
  await time.pass(2000);
  await recorder.save(finished({ text: TWO }));
  web.fire("pagehide");
  assert.deepEqual(api.calls.filter((call) => /suspend_data ./.test(call)), [
    `set cmi.suspend_data ${DONE}~1`, `set cmi.suspend_data ${TWO}~2`,
  ]);
});

test("no score is sent before the end, and none where none is reported", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(snapshot(ONE, { percent: 40 }));
  await time.pass(1000);
  await recorder.save(finished({ percent: null }));
  assert.deepEqual(api.calls.filter((call) => /score/.test(call)), []);
});

test("commits keep a second apart and take the newest state; the completion does not wait", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  const first = recorder.save(snapshot(ONE));
  await time.pass(200);
  const second = recorder.save(snapshot(TWO));
  assert.deepEqual(after(api), [`set cmi.suspend_data ${ONE}~1`, "commit"]);
  const last = recorder.save(finished());
  assert.equal(api.calls.filter((call) => call === "commit").length, 2);
  await time.pass(1000);
  assert.deepEqual(await Promise.all([first, second, last]), [true, true, true]);
  assert.deepEqual(api.calls.filter((call) => /suspend_data \S|commit/.test(call)), [`set cmi.suspend_data ${ONE}~1`, "commit", `set cmi.suspend_data ${DONE}~2`, "commit"]);
});

test("after the completion a plan costs two calls, a better result the whole sequence", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(finished());
  await time.pass(1000);
  await recorder.save(finished({ text: `${DONE}p` }));
  assert.deepEqual(after(api).slice(6), [`set cmi.suspend_data ${DONE}p~2`, "commit"]);
  await time.pass(1000);
  await recorder.save(finished({ text: `${DONE}q`, percent: 100 }));
  assert.equal(api.calls.includes("set cmi.core.score.raw 100"), true);
});

for (const status of ["completed", "passed", "failed"]) {
  test(`a relaunch does not undo ${status}`, async () => {
    const { api, opening } = await start((verb, element) => verb === "get" && element === "cmi.core.lesson_status" ? status : undefined);
    await opening;
    assert.deepEqual(api.calls, OPENING);
  });
}

for (const [known, passed, sent] of [
  ["incomplete", undefined, "completed"], ["passed", undefined, "passed"], ["incomplete", true, "passed"], ["incomplete", false, "incomplete"],
  ["completed", false, "completed"], ["failed", false, "failed"], ["failed", true, "passed"], ["passed", false, "passed"],
]) {
  test(`status ${known}, pass mark ${passed === undefined ? "none" : passed ? "reached" : "not reached"}: ${sent}`, async () => {
    const { api, opening, recorder } = await start((verb, element) => verb === "get" && element === "cmi.core.lesson_status" ? known : undefined);
    await opening;
    await recorder.save(finished(passed === undefined ? {} : { passed }));
    assert.deepEqual(api.calls.filter((call) => call.startsWith("set cmi.core.lesson_status")).at(-1), `set cmi.core.lesson_status ${sent}`);
  });
}

for (const [mode, credit, seen] of [["browse", "credit", "browse"], ["review", "no-credit", "review"], ["normal", "no-credit", "browse"]]) {
  test(`mode ${mode}, ${credit}: nothing is written, and Finish is still called`, async () => {
    const { api, opening, recorder, troubles } = await start((verb, element) =>
      element === "cmi.core.lesson_mode" ? mode : element === "cmi.core.credit" ? credit : undefined);
    assert.deepEqual(await opening, { text: "", mode: seen, connected: true });
    assert.equal(await recorder.save(finished()), false);
    recorder.finish();
    assert.deepEqual(api.calls, [...OPENING, "finish"]);
    assert.deepEqual(troubles, []);
  });
}

test("resume without data is a fresh start", async () => {
  const { opening, troubles } = await start((verb, element) => element === "cmi.core.entry" ? "resume" : undefined);
  assert.deepEqual([await opening, troubles], [{ text: "", mode: "normal", connected: true }, []]);
});

test("no API: two seconds, then the learner goes on, and is told once", async () => {
  const { opening, recorder, time, troubles } = await start(undefined, { place: () => undefined });
  let opened;
  opening.then((value) => { opened = value; });
  await time.pass(1950);
  assert.equal(opened, undefined);
  await time.pass(50);
  assert.deepEqual(opened, { text: "", mode: "normal", connected: false });
  assert.equal(await recorder.save(snapshot(ONE)), false);
  await time.pass(20000);
  assert.equal(await recorder.save(snapshot(TWO)), false);
  assert.deepEqual(troubles, ["no-lms"]);
  assert.equal(recorder.closable, false);
  recorder.finish();
});

test("an API that comes after three seconds gets what was done before", async () => {
  const { api, opening, recorder, time, troubles } = await start(undefined, { place: () => undefined });
  await time.pass(2000);
  await opening;
  await time.pass(1000);
  globalThis.API = api;
  await time.pass(1000);
  assert.deepEqual(api.calls, [...OPENING, ...BEGIN]);
  assert.equal(await recorder.save(snapshot(ONE)), true);
  assert.deepEqual(after(api), [`set cmi.suspend_data ${ONE}~1`, "commit"]);
  assert.deepEqual(troubles, []);
});

test("a late API with a longer record keeps it until ours holds as much", async () => {
  const { api, opening, recorder, time } = await start((verb, element) => verb === "get" && element === "cmi.suspend_data" ? `${TWO}~3` : undefined, { place: () => undefined });
  await time.pass(2000);
  await opening;
  globalThis.API = api;
  await time.pass(1000);
  await recorder.save(snapshot(ONE));
  assert.deepEqual(api.calls.filter((call) => call.startsWith("set cmi.suspend_data")), []);
  await time.pass(1000);
  assert.equal(await recorder.save(finished()), true);
  assert.equal(api.calls.includes(`set cmi.suspend_data ${DONE}~4`), true);
});

test("an API that throws at everything stops nobody", async () => {
  const { opening, recorder, troubles } = await start(() => { throw new Error("no"); });
  assert.deepEqual(await opening, { text: "", mode: "normal", connected: false });
  assert.equal(await recorder.save(finished()), false);
  recorder.finish();
  assert.deepEqual(troubles, ["no-lms"]);
});

test("Commit false: told once, sent again whole with a new counter and another form of the score, until it is taken", async () => {
  let refuse = 2;
  const { api, opening, recorder, time, troubles } = await start((verb) => verb === "commit" && refuse-- > 0 ? { answer: "false", error: "391" } : undefined);
  let saved = 0;
  recorder.onSaved = () => { saved += 1; };
  await opening;
  assert.equal(await recorder.save(finished()), false);
  await time.pass(1950);
  assert.equal(api.calls.filter((call) => call === "commit").length, 1);
  await time.pass(50);
  await time.pass(4000);
  assert.deepEqual(api.calls.filter((call) => /suspend_data \S|score|status c|commit/.test(call)), [
    `set cmi.suspend_data ${DONE}~1`, "set cmi.core.score.raw 83", "set cmi.core.lesson_status completed", "commit",
    `set cmi.suspend_data ${DONE}~2`, "set cmi.core.score.raw 83.0", "set cmi.core.lesson_status completed", "commit",
    `set cmi.suspend_data ${DONE}~3`, "set cmi.core.score.raw 83.0", "set cmi.core.lesson_status completed", "commit",
  ]);
  assert.deepEqual([troubles, saved], [["not-saved"], 1]);
  await time.pass(60000);
  assert.equal(api.calls.filter((call) => call === "commit").length, 3);
});

test("a refused record is not believed although Commit says true, and the status goes out all the same", async () => {
  const { api, opening, recorder, troubles } = await start((verb, element) => verb === "set" && element === "cmi.suspend_data" ? { answer: "false", error: "405" } : undefined);
  await opening;
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual(api.calls.slice(-3), ["set cmi.core.lesson_status completed", "commit", "get cmi.core.student_id"]);
  assert.deepEqual(troubles, ["not-saved"]);
});

test("a refused exit or time does no harm", async () => {
  const { opening, recorder, troubles } = await start((verb, element) => verb === "set" && /exit|time/.test(element) ? "false" : undefined);
  await opening;
  assert.equal(await recorder.save(finished()), true);
  assert.deepEqual(troubles, []);
});

for (const [name, yes, no] of [["booleans", true, false], ["numbers", 1, 0]]) {
  test(`${name} instead of strings are understood`, async () => {
    let refuse = true;
    const { opening, recorder, time } = await start((verb) => verb === "get" ? null : verb === "commit" && refuse ? no : yes);
    assert.equal((await opening).connected, true);
    assert.equal(await recorder.save(snapshot(ONE)), false);
    refuse = false;
    await time.pass(1000);
    assert.equal(await recorder.save(snapshot(TWO)), true);
  });
}

test("session ended: told as such", async () => {
  const { opening, recorder, troubles } = await start((verb) => verb === "commit" ? { answer: "false", error: 101 } : undefined);
  await opening;
  await recorder.save(snapshot(ONE));
  assert.deepEqual(troubles, ["session-ended"]);
});

test("offline: nothing is committed, the learner is told, and all of it goes out when the network is back", async () => {
  const { api, opening, recorder, web, time, troubles } = await start();
  await opening;
  await recorder.save(snapshot(ONE));
  await time.pass(1000);
  web.state.onLine = false;
  web.fire("offline");
  assert.equal(await recorder.save(finished()), false);
  assert.equal(api.calls.filter((call) => call === "commit").length, 1);
  web.state.onLine = true;
  web.fire("online");
  assert.deepEqual(after(api).slice(2), [
    "get cmi.core.student_id",   // for the copy in the tab
    `set cmi.suspend_data ${DONE}~2`, "set cmi.core.score.raw 83.0", "set cmi.core.session_time 0000:00:01", "set cmi.core.exit",
    "set cmi.core.lesson_status completed", "commit",
  ]);
  assert.deepEqual(troubles, ["offline"]);
});

test("a network that went away after the last commit leaves a doubt: the record is sent again", async () => {
  const { api, opening, recorder, web, time } = await start();
  await opening;
  await recorder.save(snapshot(ONE));
  await time.pass(5000);
  web.fire("offline");
  web.fire("online");
  assert.deepEqual(after(api).slice(2), [`set cmi.suspend_data ${ONE}~2`, "commit"]);
});

test("an LMS on this machine works without a network", async () => {
  const { opening, recorder, web } = await start(undefined, { url: "http://127.0.0.1:8000/index.html" });
  web.state.onLine = false;
  await opening;
  assert.equal(await recorder.save(snapshot(ONE)), true);
});

test("closing the page within a second writes what waits, commits, and finishes once", async () => {
  const { api, opening, recorder, web, time } = await start();
  await opening;
  await recorder.save(snapshot(ONE));
  await time.pass(100);
  void recorder.save(snapshot(TWO));
  web.fire("pagehide");
  web.fire("pagehide");
  recorder.finish();
  await time.pass(5000);
  assert.deepEqual(after(api).slice(2), [
    `set cmi.suspend_data ${TWO}~2`, "set cmi.core.session_time 0000:00:01", "commit", "get cmi.core.student_id", "finish",
  ]);
  assert.equal(web.kept.size, 0);
  assert.equal(await recorder.save(finished()), false);
  assert.equal(api.calls.at(-1), "finish");
});

test("after Finish nothing is called, not even to keep a copy; the copy of a refused Finish stays", async () => {
  const { api, opening, recorder, web } = await start((verb, element) =>
    ["commit", "finish"].includes(verb) ? { answer: "false", error: "391" } : element === "cmi.core.student_id" ? "ada" : undefined);
  await opening;
  await recorder.save(snapshot(ONE));
  web.fire("pagehide");
  assert.deepEqual([api.calls.at(-1), web.kept.size], ["finish", 1]);
});

test("a page that may come back commits and does not finish", async () => {
  const { api, opening, web } = await start();
  await opening;
  web.fire("pagehide", { persisted: true });
  assert.deepEqual(after(api), ["set cmi.core.session_time 0000:00:01", "commit"]);
});

test("a hidden page commits what is not committed, once", async () => {
  const { api, opening, web } = await start();
  await opening;
  document.hidden = true;
  web.fire("visibilitychange");
  web.fire("visibilitychange");
  assert.deepEqual(after(api), ["set cmi.core.session_time 0000:00:01", "commit"]);
});

test("what the LMS did not take is found by the next launch in the same tab, for the same learner only", async () => {
  let refuse = true, learner = "ada";
  const answers = (verb, element) => element === "cmi.core.student_id" ? learner : refuse && verb !== "get" && verb !== "initialize" && verb !== "error" ? { answer: "false", error: "101" } : undefined;
  const first = await start(answers);
  await first.opening;
  await first.recorder.save(finished());
  first.web.fire("pagehide");
  const kept = [...first.web.kept];
  assert.equal(kept.length, 1);
  assert.equal(JSON.stringify(kept).includes("ada"), false);

  refuse = false;
  for (const [id, text] of [["bob", ""], ["ada", DONE]]) {
    learner = id;
    const time = clock();
    first.web.again();
    sessionStorage.setItem(...kept[0]);
    const api = api12(answers);
    globalThis.API = api;
    const recorder = createScorm12();
    assert.equal((await recorder.open()).text, text);
    await time.pass(100);
    assert.deepEqual(api.calls.filter((call) => call.includes("lesson_status completed")), text ? ["set cmi.core.lesson_status completed"] : []);
    assert.equal(sessionStorage.getItem(kept[0][0]) === null, text !== "");
  }
});

const answer = (more = {}) => ({ id: "kind_k1", type: "choose", response: "a", key: "b", share: [2, 3], ...more });

test("interactions follow the LMS's own count, id first", async () => {
  const { api, opening, recorder } = await start((verb, element) => element === "cmi.interactions._count" ? "4" : undefined);
  await opening;
  await recorder.save(snapshot(ONE, { interactions: [answer()] }));
  assert.deepEqual(after(api).slice(1, -1).map((call) => call.replace(/\d\d:\d\d:\d\d/, "TIME")), [
    "get cmi.interactions._count", "set cmi.interactions.4.id kind_k1", "set cmi.interactions.4.time TIME", "set cmi.interactions.4.type choice",
    "set cmi.interactions.4.correct_responses.0.pattern b", "set cmi.interactions.4.student_response a", "set cmi.interactions.4.result 0.67",
  ]);
});

test("the first refusal switches interactions off and harms nothing else", async () => {
  const { api, opening, recorder, time, troubles } = await start((verb, element) => /interactions/.test(element ?? "") ? { answer: "false", error: "401" } : undefined);
  await opening;
  assert.equal(await recorder.save(snapshot(ONE, { interactions: [answer(), answer()] })), true);
  await time.pass(1000);
  assert.equal(await recorder.save(snapshot(TWO, { interactions: [answer()] })), true);
  assert.deepEqual(api.calls.filter((call) => /^set cmi.interactions/.test(call)), ["set cmi.interactions.0.id kind_k1"]);
  assert.deepEqual(troubles, []);
});

test("leaving the story is no interaction", async () => {
  const { api, opening, recorder } = await start();
  await opening;
  await recorder.save(finished({ interactions: [answer({ response: "_" })] }));
  assert.deepEqual(api.calls.filter((call) => /interactions/.test(call)), []);
});

function api2004(answers) {
  const { LMSInitialize: Initialize, LMSGetValue: GetValue, LMSSetValue: SetValue, LMSCommit: Commit, LMSFinish: Terminate, LMSGetLastError: GetLastError, calls } = api12(answers);
  return { Initialize, GetValue, SetValue, Commit, Terminate, GetLastError, calls };
}

async function start2004(answers) {
  const time = clock();
  const web = page();
  const api = globalThis.API_1484_11 = api2004(answers);
  const recorder = createScorm2004();
  const opened = await recorder.open();
  return { time, web, api, recorder, opened };
}

test("2004: suspend is set at launch and stays after completion; no Commit directly before Terminate", async () => {
  const { api, recorder, time, web } = await start2004((verb, element) => element === "cmi.entry" ? "ab-initio" : undefined);
  await time.pass(5000);
  await recorder.save(finished({ passed: true }));
  web.fire("pagehide");
  assert.deepEqual(api.calls, [
    "initialize", "get cmi.completion_status", "get cmi.mode", "get cmi.credit", "get cmi.entry",
    "set cmi.completion_status incomplete", "set cmi.exit suspend", `set cmi.suspend_data ${DONE}~1`,
    "set cmi.score.scaled 0.83", "set cmi.score.min 0", "set cmi.score.max 100", "set cmi.score.raw 83", "set cmi.session_time PT0H0M5S",
    "set cmi.success_status passed", "set cmi.completion_status completed", "commit", "set cmi.session_time PT0H0M5S", "finish",
  ]);
});

test("2004: what waits at the end goes out with Terminate alone", async () => {
  const { api, recorder, time, web } = await start2004();
  await recorder.save(snapshot(ONE));
  await time.pass(100);
  void recorder.save(snapshot(TWO));
  web.fire("pagehide");
  assert.deepEqual(api.calls.slice(-4), [`set cmi.suspend_data ${TWO}~2`, "set cmi.session_time PT0H0M1S", "get cmi.learner_id", "finish"]);
});

test("2004: interactions have the type before the answer", async () => {
  const { api, recorder } = await start2004();
  await recorder.save(snapshot(ONE, { interactions: [answer({ type: "rank", response: "bac", key: "abc", share: [0, 4] })] }));
  assert.deepEqual(api.calls.filter((call) => /^set cmi.interactions/.test(call)).map((call) => call.slice(4).replace("cmi.interactions.0.", "")), [
    "id kind_k1", "type sequencing", "timestamp 2026-11-23T20:05:09.0Z", "correct_responses.0.pattern a[,]b[,]c", "learner_response b[,]a[,]c", "result incorrect",
  ]);
});
