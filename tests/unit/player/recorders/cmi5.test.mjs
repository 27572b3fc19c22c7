// The cmi5 recorder against a record store that notes every request and can be told to fail.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "./clock.mjs";
import { load, page, settle, snapshot } from "./page.mjs";

const { createCmi5 } = await load("recorders/cmi5.ts");

const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example", name: "7" } };
const TEMPLATE = { contextActivities: { grouping: [{ id: "https://trust.example/kind" }] }, extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s1" } };
const ADDRESS = `https://lms.example/course/index.html?${new URLSearchParams({
  endpoint: "https://lms.example/xapi", fetch: "https://lms.example/fetch?code=1", actor: JSON.stringify(ACTOR), registration: "r1", activityId: "https://lms.example/au/1",
})}`;
const ONE = "1.kind.1.1.k1a...aaaaa", DONE = "1.kind.1.1.k1a-k2b..1-83.ccccc";
const VERB = "http://adlnet.gov/expapi/verbs/";

async function start({ data = {}, record = null, fails = () => 0, url = ADDRESS } = {}) {
  const time = clock();
  const web = page({ url });
  const asked = [];
  const documents = { "LMS.LaunchData": { contextTemplate: TEMPLATE, launchMode: "Normal", moveOn: "Completed", ...data }, ...(record && { "olw-record": record }) };
  globalThis.fetch = async (address, { method = "GET", body, headers = {} } = {}) => {
    const { pathname, searchParams } = new URL(address);
    const entry = { method, path: pathname, id: searchParams.get("stateId") ?? "", body: body && JSON.parse(body), authorization: headers.Authorization, status: 204 };
    asked.push(entry);
    const status = fails(entry, asked);
    if (status === "broken") throw new TypeError("no network");
    if (status) return Response.json({}, { status: (entry.status = status) });
    if (pathname === "/fetch") return Response.json({ "auth-token": "dG9rZW4=" });
    if (method === "GET") return documents[entry.id] ? Response.json(documents[entry.id]) : new Response("", { status: 404 });
    if (entry.id) documents[entry.id] = entry.body;
    return new Response(null, { status: 204 });
  };
  const recorder = createCmi5();
  const troubles = [];
  recorder.onTrouble = (trouble) => troubles.push(trouble);
  const opened = await recorder.open();
  await turns();
  const statements = () => asked.filter(({ path, status }) => path === "/xapi/statements" && status === 204).map(({ body }) => body);
  return { time, web, asked, recorder, troubles, opened, statements, documents, verbs: () => statements().map(({ verb }) => verb.id.replace(VERB, "")) };
}

/** Lets the requests of the fake store come and go. */
const turns = async () => { for (let turn = 0; turn < 30; turn++) { await settle(); await new Promise(setImmediate); } };
const finished = (more = {}) => snapshot(DONE, { status: "completed", percent: 83, ...more });

test("launch: fetches the token, reads launch data, record and preferences, then says initialized", async () => {
  const { asked, opened, statements } = await start({ record: { text: ONE } });
  assert.deepEqual(opened, { text: ONE, mode: "normal", connected: true });
  assert.deepEqual(asked.map(({ method, path, id }) => [method, path, id]), [
    ["POST", "/fetch", ""], ["GET", "/xapi/activities/state", "LMS.LaunchData"], ["GET", "/xapi/activities/state", "olw-record"],
    ["GET", "/xapi/agents/profile", ""], ["PUT", "/xapi/statements", ""],
  ]);
  assert.deepEqual(new Set(asked.slice(1).map(({ authorization }) => authorization)), new Set(["Basic dG9rZW4="]));
  const [{ id, timestamp, ...rest }] = statements();
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timestamp, "2026-11-23T20:05:09.000Z");
  assert.deepEqual(rest, {
    actor: ACTOR, verb: { id: `${VERB}initialized`, display: { en: "initialized" } }, object: { objectType: "Activity", id: "https://lms.example/au/1" },
    context: { ...TEMPLATE, registration: "r1", contextActivities: { ...TEMPLATE.contextActivities, category: [{ objectType: "Activity", id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }] } },
  });
});

test("a step is kept in the store, without a statement", async () => {
  const { recorder, documents, verbs } = await start();
  assert.equal(await recorder.save(snapshot(ONE)), true);
  assert.deepEqual([documents["olw-record"], verbs()], [{ text: ONE }, ["initialized"]]);
});

test("completion: completed and passed with the score, once in a registration; then terminated", async () => {
  const { recorder, statements, verbs, documents, time, web } = await start();
  await time.pass(65000);
  assert.equal(await recorder.save(finished()), true);
  assert.equal(await recorder.save(finished({ text: `${DONE}p`, percent: 90 })), true);
  web.fire("pagehide");
  web.fire("pagehide");
  await turns();
  assert.deepEqual(verbs(), ["initialized", "completed", "passed", "terminated"]);
  assert.deepEqual(statements().slice(1).map(({ result }) => result), [
    { completion: true, duration: "PT0H1M5S" },
    { success: true, score: { scaled: 0.83, raw: 83, min: 0, max: 100 }, duration: "PT0H1M5S" },
    { duration: "PT0H1M5S" },
  ]);
  assert.deepEqual(documents["olw-record"], { completed: true, passed: true, text: `${DONE}p` });
});

test("a later launch does not say completed again", async () => {
  const { recorder, verbs } = await start({ record: { text: DONE, completed: true, passed: true } });
  await recorder.save(finished({ text: `${DONE}p` }));
  assert.deepEqual(verbs(), ["initialized"]);
});

for (const [why, more, data, wanted] of [
  ["no score is reported", { percent: null }, {}, ["initialized", "completed"]],
  ["below the LMS's mastery score", {}, { masteryScore: 0.9 }, ["initialized", "completed"]],
  ["at the LMS's mastery score", {}, { masteryScore: 0.83 }, ["initialized", "completed", "passed"]],
  ["below the trust's pass mark", { passed: false }, {}, ["initialized", "completed"]],
]) {
  test(`passed: ${why}`, async () => {
    const { recorder, verbs, statements } = await start({ data });
    await recorder.save(finished(more));
    assert.deepEqual(verbs(), wanted);
    const passed = statements()[2];
    if (passed && data.masteryScore) assert.equal(passed.context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], 0.83);
  });
}

for (const [launchMode, mode] of [["Browse", "browse"], ["Review", "review"]]) {
  test(`launch mode ${launchMode}: initialized and terminated only`, async () => {
    const { recorder, opened, verbs, web, documents } = await start({ data: { launchMode } });
    assert.equal(opened.mode, mode);
    assert.equal(await recorder.save(finished()), false);
    web.fire("pagehide");
    await turns();
    assert.deepEqual([verbs(), documents["olw-record"]], [["initialized", "terminated"], undefined]);
  });
}

test("answers are interactions whose parent is the unit", async () => {
  const { recorder, statements } = await start();
  await recorder.save(snapshot(ONE, { interactions: [{ id: "kind_k1", type: "rate", response: "31", key: "41", share: [7, 8] }] }));
  const [, { object, result, context }] = statements();
  assert.deepEqual(object, { objectType: "Activity", id: "https://lms.example/au/1/kind_k1", definition: {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: "matching", correctResponsesPattern: ["a[.]4[,]b[.]1"],
  } });
  assert.deepEqual(result, { response: "a[.]3[,]b[.]1", success: false, score: { scaled: 0.875 } });
  assert.deepEqual(context.contextActivities.parent, [{ objectType: "Activity", id: "https://lms.example/au/1", definition: { type: "http://id.tincanapi.com/activitytype/scenario" } }]);
  assert.equal(context.contextActivities.category, undefined);
});

test("a store that fails: told once, and everything arrives once later, in order", async () => {
  let broken = true;
  const { recorder, verbs, statements, documents, time, troubles, asked } = await start({ fails: ({ method }) => (method === "PUT" && broken ? 503 : 0) });
  let saved = 0;
  recorder.onSaved = () => { saved += 1; };
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual(troubles, ["not-saved"]);
  broken = false;
  await time.pass(4000);
  await turns();
  assert.deepEqual(verbs(), ["initialized", "completed", "passed"]);
  assert.equal(new Set(statements().map(({ id }) => id)).size, 3);
  assert.deepEqual([documents["olw-record"].text, saved, troubles], [DONE, 1, ["not-saved"]]);
  const initialized = asked.filter(({ body }) => body?.verb?.id === `${VERB}initialized`);
  assert.equal(new Set(initialized.map(({ body }) => body.id)).size, 1);
});

test("a statement that the store has already (409) counts as taken", async () => {
  const { recorder } = await start({ fails: ({ path }) => (path === "/xapi/statements" ? 409 : 0) });
  assert.equal(await recorder.save(snapshot(ONE)), true);
});

test("no network: told as offline, sent when it is back", async () => {
  let broken = false;
  const { recorder, web, troubles, documents } = await start({ fails: () => (broken ? "broken" : 0) });
  broken = true;
  web.state.onLine = false;
  assert.equal(await recorder.save(snapshot(ONE)), false);
  broken = false;
  web.state.onLine = true;
  web.fire("online");
  await turns();
  assert.deepEqual([troubles, documents["olw-record"]], [["offline"], { text: ONE }]);
});

test("a session that the LMS has closed is told as such", async () => {
  const { recorder, troubles } = await start({ fails: ({ id, method }) => (id === "olw-record" && method === "PUT" ? 403 : 0) });
  await recorder.save(snapshot(ONE));
  assert.deepEqual(troubles, ["session-ended"]);
});

test("what waits when the page goes is sent with the last words, and nothing after them", async () => {
  let broken = false;
  const { recorder, verbs, web, documents, time } = await start({ fails: ({ method }) => (method === "PUT" && broken ? 503 : 0) });
  broken = true;
  await recorder.save(finished());
  broken = false;
  web.fire("pagehide");
  await turns();
  assert.deepEqual([verbs(), documents["olw-record"].text], [["initialized", "completed", "passed", "terminated"], DONE]);
  await time.pass(120000);
  assert.equal(await recorder.save(finished()), false);
  assert.equal(verbs().at(-1), "terminated");
});

test("a launch that ends at an ending takes the way that was played out of what is stored", async () => {
  const left = "1.kind.1.2...1-83.ddddd";
  const { recorder, web, documents } = await start({});
  await recorder.save(finished({ parting: left }));
  assert.equal(documents["olw-record"].text, DONE);
  web.fire("pagehide");
  await turns();
  assert.deepEqual(documents["olw-record"], { completed: true, passed: true, text: left });
});

for (const [returnURL, goes] of [["https://lms.example/back", ["https://lms.example/back"]], ["javascript:alert(1)", []], [undefined, []]]) {
  test(`leaving with returnURL ${returnURL}`, async () => {
    const { recorder, verbs, time } = await start({ data: { returnURL } });
    const went = [];
    Object.defineProperty(globalThis, "location", { configurable: true, value: { href: ADDRESS, assign: (to) => went.push(to) } });
    recorder.finish();
    recorder.finish();
    await turns();
    await time.pass(2100);
    assert.deepEqual([verbs(), went], [["initialized", "terminated"], goes]);
  });
}

test("a page that no LMS launched goes on alone", async () => {
  const { opened, troubles, asked, recorder } = await start({ url: "https://lms.example/course/index.html" });
  assert.deepEqual([opened, troubles, asked], [{ text: "", mode: "normal", connected: false }, ["no-lms"], []]);
  assert.equal(await recorder.save(finished()), false);
  recorder.finish();
});

test("a code that was used before means: open the module again", async () => {
  const { opened, troubles } = await start({ fails: ({ path }) => (path === "/fetch" ? 200 : 0) });
  assert.deepEqual([opened.connected, troubles], [false, ["session-ended"]]);
});

test("launch parameters that are no launch are ignored", async () => {
  const { opened } = await start({ url: ADDRESS.replace(/actor=[^&]+/, "actor=%7B") });
  assert.equal(opened.connected, false);
});
