// The cmi5 recorder against a record store that notes every request and can be told to fail.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { clock } from "./clock.mjs";
import { DECISION, load, page, settle, snapshot } from "./page.mjs";
import { marked } from "./their-mark.mjs";

const { createCmi5 } = await load("recorders/cmi5.ts");

const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.example", name: "7" } };
const TEMPLATE = {
  contextActivities: { grouping: [{ id: "https://trust.example/kind" }] },
  extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s1" },
};
const ADDRESS = `https://lms.example/course/index.html?${new URLSearchParams({
  endpoint: "https://lms.example/xapi",
  fetch: "https://lms.example/fetch?code=1",
  actor: JSON.stringify(ACTOR),
  registration: "r1",
  activityId: "https://lms.example/au/1",
})}`;
const ONE = "1.kind.1.1.k1a...aaaaa",
  TWO = "1.kind.1.2.k1a..1-83.bbbbb",
  DONE = "1.kind.1.1.k1a-k2b..1-83.ccccc";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const VERB = "http://adlnet.gov/expapi/verbs/";

async function start({ data = {}, record = null, fails = () => 0, url = ADDRESS } = {}) {
  const time = clock();
  const web = page({ url });
  const asked = [];
  const documents = {
    "LMS.LaunchData": {
      contextTemplate: TEMPLATE,
      launchMode: "Normal",
      moveOn: "Completed",
      ...data,
    },
    ...(record && { "olw-record": record }),
  };
  globalThis.fetch = async (address, { method = "GET", body, headers = {} } = {}) => {
    const { pathname, searchParams } = new URL(address);
    const entry = {
      method,
      path: pathname,
      id: searchParams.get("stateId") ?? "",
      body: body && JSON.parse(body),
      authorization: headers.Authorization,
      status: 204,
    };
    asked.push(entry);
    const status = fails(entry, asked);
    if (status === "broken") throw new TypeError("no network");
    if (status) return Response.json({}, { status: (entry.status = status) });
    if (pathname === "/fetch") return Response.json({ "auth-token": "dG9rZW4=" });
    if (method === "GET" && pathname === "/xapi/statements") {
      return Response.json({ statements: [], more: "" });
    }
    if (method === "GET")
      return documents[entry.id]
        ? Response.json(documents[entry.id])
        : new Response("", { status: 404 });
    if (entry.id) documents[entry.id] = entry.body;
    return new Response(null, { status: 204 });
  };
  const recorder = marked(createCmi5);
  const troubles = [];
  recorder.onTrouble = (trouble) => troubles.push(trouble);
  const opened = await recorder.open();
  await turns();
  const statements = () =>
    asked
      .filter(
        ({ method, path, status }) =>
          method !== "GET" && path === "/xapi/statements" && status === 204,
      )
      .flatMap(({ body }) => body);
  return {
    time,
    web,
    asked,
    recorder,
    troubles,
    opened,
    statements,
    documents,
    verbs: () => statements().map(({ verb }) => verb.id.replace(VERB, "")),
  };
}

/** Lets the requests of the fake store come and go. */
const turns = async () => {
  for (let turn = 0; turn < 30; turn++) {
    await settle();
    await new Promise(setImmediate);
  }
};
const finished = (more = {}) => snapshot(DONE, { status: "completed", percent: 83, ...more });

test("launch: token, launch data, record and preferences, then initialized", async () => {
  const { asked, opened, statements } = await start({ record: { text: ONE } });
  assert.deepEqual(opened, { text: ONE, mode: "normal", connected: true });
  assert.deepEqual(
    asked.map(({ method, path, id }) => [method, path, id]),
    [
      ["POST", "/fetch", ""],
      ["GET", "/xapi/activities/state", "LMS.LaunchData"],
      ["GET", "/xapi/activities/state", "olw-record"],
      ["GET", "/xapi/agents/profile", ""],
      ["POST", "/xapi/statements", ""],
    ],
  );
  assert.deepEqual(
    new Set(asked.slice(1).map(({ authorization }) => authorization)),
    new Set(["Basic dG9rZW4="]),
  );
  const [{ id, timestamp, ...rest }] = statements();
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timestamp, "2026-11-23T20:05:09.000Z");
  assert.deepEqual(rest, {
    actor: ACTOR,
    verb: { id: `${VERB}initialized`, display: { en: "initialized" } },
    object: { objectType: "Activity", id: "https://lms.example/au/1" },
    context: {
      ...TEMPLATE,
      registration: "r1",
      contextActivities: {
        ...TEMPLATE.contextActivities,
        category: [
          { objectType: "Activity", id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
        ],
      },
    },
  });
});

test("a step is kept in the store, without a statement", async () => {
  const { recorder, documents, verbs } = await start();
  assert.equal(await recorder.save(snapshot(ONE)), true);
  assert.deepEqual([documents["olw-record"], verbs()], [{ text: ONE }, ["initialized"]]);
});

test("completion: completed and passed once, each better score as scored", async () => {
  const data = { masteryScore: 0.8 };
  const { recorder, statements, verbs, documents, time, web } = await start({ data });
  await time.pass(65000);
  assert.equal(await recorder.save(finished()), true);
  assert.equal(await recorder.save(finished({ text: `${DONE}p`, percent: 90 })), true);
  web.fire("pagehide");
  web.fire("pagehide");
  await turns();
  const said = ["completed", "scored", "passed", "scored"];
  assert.deepEqual(verbs(), ["initialized", ...said, "terminated"]);
  const score = (percent) => ({ scaled: percent / 100, raw: percent, min: 0, max: 100 });
  assert.deepEqual(
    statements()
      .slice(1)
      .map(({ result }) => result),
    [
      { completion: true, duration: "PT0H1M5S" },
      { score: score(83), duration: "PT0H1M5S" },
      { success: true, score: score(83), duration: "PT0H1M5S" },
      { score: score(90), duration: "PT0H1M5S" },
      { duration: "PT0H1M5S" },
    ],
  );
  const record = { completed: true, passed: 83, scored: 90, text: `${DONE}p` };
  assert.deepEqual(documents["olw-record"], record);
});

test("scored is cmi5-allowed, not defined: no category, no success, the unit itself", async () => {
  const { recorder, statements } = await start();
  await recorder.save(finished());
  const { object, verb, context } = statements().at(-1);
  assert.deepEqual([verb.id, object.id], [`${VERB}scored`, "https://lms.example/au/1"]);
  assert.deepEqual(context, { ...TEMPLATE, registration: "r1" });
});

test("a later launch does not say completed again, nor a score that it has said", async () => {
  for (const record of [
    { text: DONE, completed: true, passed: true, scored: 83 },
    { text: DONE, completed: true, scored: 90 },
  ]) {
    const { recorder, verbs } = await start({ record });
    await recorder.save(finished({ text: `${DONE}p` }));
    assert.deepEqual(verbs(), ["initialized"]);
  }
});

test("a record of the first edition: its best score is told once", async () => {
  const record = { text: DONE, completed: true, passed: true };
  const { recorder, verbs, documents } = await start({ record });
  await recorder.save(finished());
  assert.deepEqual(verbs(), ["initialized", "scored"]);
  assert.deepEqual(documents["olw-record"], { ...record, scored: 83 });
});

for (const [why, more, data, wanted] of [
  ["nobody passes or fails without a mark", { percent: 35 }, {}, ["completed", "scored"]],
  ["no score is reported", { percent: null }, { masteryScore: 0.1 }, ["completed"]],
  ["below the LMS's mastery score", {}, { masteryScore: 0.9 }, ["completed", "scored"]],
  ["at the LMS's mastery score", {}, { masteryScore: 0.83 }, ["completed", "scored", "passed"]],
  ["a mastery score of 0", { percent: 0 }, { masteryScore: 0 }, ["completed", "scored", "passed"]],
  ["at the trust's pass mark", { passed: true }, {}, ["completed", "scored", "passed"]],
  ["below the trust's pass mark", { passed: false }, {}, ["completed", "scored"]],
  [
    "the LMS's mark rules, lower",
    { passed: false },
    { masteryScore: 0.5 },
    ["completed", "scored", "passed"],
  ],
  [
    "the LMS's mark rules, higher",
    { passed: true },
    { masteryScore: 0.9 },
    ["completed", "scored"],
  ],
]) {
  test(`passed: ${why}`, async () => {
    const { recorder, verbs, statements } = await start({ data });
    await recorder.save(finished(more));
    assert.deepEqual(verbs(), ["initialized", ...wanted]);
    for (const { verb, context, result = {} } of statements()) {
      const passes = verb.id === `${VERB}passed`;
      const mark = passes ? data.masteryScore : undefined;
      assert.deepEqual([context.extensions[MASTERY], result.success], [mark, passes || undefined]);
    }
  });
}

test("with report completion no number is stored or sent", async () => {
  const { recorder, asked } = await start();
  await recorder.save(finished({ percent: null }));
  assert.equal(
    asked.some(({ body }) => /scor|percent/.test(JSON.stringify(body ?? ""))),
    false,
  );
});

for (const [launchMode, mode] of [
  ["Browse", "browse"],
  ["Review", "review"],
]) {
  test(`launch mode ${launchMode}: initialized and terminated only`, async () => {
    const { recorder, opened, verbs, web, documents } = await start({ data: { launchMode } });
    assert.equal(opened.mode, mode);
    assert.equal(await recorder.save(finished()), false);
    web.fire("pagehide");
    await turns();
    assert.deepEqual(
      [verbs(), documents["olw-record"]],
      [["initialized", "terminated"], undefined],
    );
  });
}

test("answers are interactions whose parent is the unit", async () => {
  const { recorder, statements } = await start();
  await recorder.save(
    snapshot(ONE, {
      interactions: [
        {
          id: "kind_k1",
          type: "rate",
          response: "31",
          key: "41",
          share: [7, 8],
          lang: "en-GB",
          prompt: "How fitting?",
          options: [
            ["x", "Wait."],
            ["y", "Ask."],
          ],
        },
      ],
    }),
  );
  const [, { object, result, context }] = statements();
  assert.deepEqual(object, {
    objectType: "Activity",
    id: "https://lms.example/au/1/kind_k1",
    definition: {
      type: "http://adlnet.gov/expapi/activities/cmi.interaction",
      interactionType: "matching",
      correctResponsesPattern: ["a[.]4[,]b[.]1"],
      description: { "en-GB": "How fitting?" },
      source: [
        { id: "a", description: { "en-GB": "Wait." } },
        { id: "b", description: { "en-GB": "Ask." } },
      ],
    },
  });
  assert.deepEqual(result, { response: "a[.]3[,]b[.]1", success: false, score: { scaled: 0.875 } });
  assert.deepEqual(context.contextActivities.parent, [
    {
      objectType: "Activity",
      id: "https://lms.example/au/1",
      definition: { type: "http://id.tincanapi.com/activitytype/scenario" },
    },
  ]);
  assert.equal(context.contextActivities.category, undefined);
});

test("the options of a choice are told in words", async () => {
  const { recorder, statements } = await start();
  await recorder.save(snapshot(ONE, { interactions: [DECISION] }));
  const { choices, source } = statements()[1].object.definition;
  assert.deepEqual(
    [choices[1], source],
    [{ id: "b", description: { "en-GB": "Ask." } }, undefined],
  );
});

test("a store that fails: told once, and everything arrives once later, in order", async () => {
  let broken = true;
  const { recorder, verbs, statements, documents, time, troubles, asked } = await start({
    fails: ({ method, path }) => (broken && method !== "GET" && path !== "/fetch" ? 503 : 0),
  });
  let saved = 0;
  recorder.onSaved = () => {
    saved += 1;
  };
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual(troubles, ["not-saved"]);
  broken = false;
  await time.pass(4000);
  await turns();
  assert.deepEqual(verbs(), ["initialized", "completed", "scored"]);
  assert.equal(new Set(statements().map(({ id }) => id)).size, 3);
  assert.deepEqual([documents["olw-record"].text, saved, troubles], [DONE, 1, ["not-saved"]]);
  const initialized = asked.filter(({ body }) => body?.verb?.id === `${VERB}initialized`);
  assert.equal(new Set(initialized.map(({ body }) => body.id)).size, 1);
});

test("a statement that the store has already (409) counts as taken", async () => {
  const { recorder } = await start({
    fails: ({ path, method }) => (path === "/xapi/statements" && method === "POST" ? 409 : 0),
  });
  assert.equal(await recorder.save(snapshot(ONE)), true);
});

test("no network: told as offline, sent when it is back", async () => {
  let broken = false;
  const { recorder, web, troubles, documents } = await start({
    fails: () => (broken ? "broken" : 0),
  });
  broken = true;
  web.state.onLine = false;
  assert.equal(await recorder.save(snapshot(ONE)), false);
  broken = false;
  web.state.onLine = true;
  web.fire("online");
  await turns();
  assert.deepEqual([troubles, documents["olw-record"]], [["offline"], { text: ONE }]);
});

for (const status of [401, 403]) {
  test(`a session that ended (${status}) is told as such, and all sent if it opens`, async () => {
    let closed = false;
    const fails = () => (closed ? status : 0);
    const { recorder, troubles, verbs, documents, time } = await start({ fails });
    closed = true;
    assert.equal(await recorder.save(finished()), false);
    assert.deepEqual(troubles, ["session-over"]);
    closed = false;
    await time.pass(4000);
    await turns();
    const said = ["initialized", "completed", "scored"];
    assert.deepEqual([verbs(), documents["olw-record"].text], [said, DONE]);
  });
}

/** The statements of one verb never get through. */
const never =
  (verb, status) =>
  ({ body, path, method }) => {
    if (path !== "/xapi/statements" || method === "GET") return 0;
    return [body].flat().some((one) => one.verb.id === VERB + verb) ? status : 0;
  };

for (const status of [400, 401, 403, 404, 413, 422, 500, 503]) {
  for (const verb of ["answered", "completed", "scored", "passed"]) {
    test(`${verb} meets ${status} for ever: all the rest arrives, the last words too`, async () => {
      const given = { data: { masteryScore: 0.5 }, fails: never(verb, status) };
      const { recorder, verbs, documents, time, troubles } = await start(given);
      const saved = await recorder.save(finished({ interactions: [DECISION] }));
      const rest = ["answered", "completed", "scored", "passed"].filter((one) => one !== verb);
      assert.deepEqual([verbs(), documents["olw-record"].text], [["initialized", ...rest], DONE]);
      const once = verb === "completed" || verb === "passed";
      const telling = status >= 500 ? ["not-saved"] : once ? ["refused"] : [];
      assert.deepEqual([saved, troubles], [telling.length === 0, telling]);
      recorder.finish();
      for (let round = 0; round < 6; round++) {
        await turns();
        await time.pass(9000);
      }
      assert.deepEqual(verbs(), ["initialized", ...rest, "terminated"]);
    });
  }
}

test("a refusal is that of the last save too, where the one before carried it", async () => {
  const { recorder, troubles } = await start({ fails: never("completed", 400) });
  const before = recorder.save(snapshot(ONE));
  const last = recorder.save(finished());
  assert.deepEqual([await before, await last, troubles], [false, false, ["refused"]]);
  assert.equal(await recorder.save(finished()), true);
});

test("a second refusal is told too, though something was saved in between", async () => {
  const refuses = ["completed", "passed"].map((verb) => never(verb, 400));
  const fails = (asked) => refuses.map((one) => one(asked)).find(Boolean) ?? 0;
  const { recorder, troubles } = await start({ data: { masteryScore: 0.9 }, fails });
  assert.equal(await recorder.save(finished()), false);
  assert.equal(await recorder.save(snapshot(TWO)), true);
  assert.equal(await recorder.save(finished({ percent: 95 })), false);
  assert.deepEqual(troubles, ["refused", "refused"]);
});

test("an LMS on this machine takes what is said without a network", async () => {
  const { recorder, web, troubles } = await start();
  web.state.onLine = false;
  assert.deepEqual([await recorder.save(snapshot(ONE)), troubles], [true, []]);
});

test("a document that is refused keeps nothing else back, and is tried again", async () => {
  let broken = true;
  const fails = ({ id, method }) => (broken && id === "olw-record" && method === "PUT" ? 413 : 0);
  const { recorder, verbs, documents, time, troubles } = await start({ fails });
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual([verbs(), troubles], [["initialized", "completed", "scored"], ["not-saved"]]);
  broken = false;
  await time.pass(4000);
  await turns();
  assert.deepEqual(documents["olw-record"], { text: DONE, completed: true, scored: 83 });
});

test("a second outage is told again", async () => {
  let broken = false;
  const fails = ({ method, path }) => (broken && method !== "GET" && path !== "/fetch" ? 503 : 0);
  const { recorder, time, troubles } = await start({ fails });
  for (const text of [ONE, DONE]) {
    broken = true;
    await recorder.save(snapshot(text));
    broken = false;
    await time.pass(4000);
    await turns();
  }
  assert.deepEqual(troubles, ["not-saved", "not-saved"]);
});

test("what waits when the page goes is sent with the last words, in one request", async () => {
  let broken = false;
  const { recorder, verbs, asked, web, documents, time, troubles } = await start({
    fails: ({ method, path }) => (broken && method !== "GET" && path !== "/fetch" ? 503 : 0),
  });
  broken = true;
  await recorder.save(finished());
  broken = false;
  const before = asked.length;
  web.fire("pagehide");
  await turns();
  assert.deepEqual(
    asked.slice(before).map(({ method, path }) => [method, path]),
    [
      ["PUT", "/xapi/activities/state"],
      ["POST", "/xapi/statements"],
    ],
  );
  const said = ["initialized", "completed", "scored", "terminated"];
  assert.deepEqual([verbs(), documents["olw-record"].text], [said, DONE]);
  await time.pass(120000);
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual([verbs().at(-1), troubles], ["terminated", ["not-saved", "session-over"]]);
});

test("a page from the back-forward cache has said its last words, and has ended", async () => {
  const { verbs, web, troubles, recorder } = await start();
  web.fire("pagehide", { persisted: true });
  await turns();
  web.fire("pageshow", { persisted: true });
  assert.deepEqual([verbs(), troubles], [["initialized", "terminated"], []]);
  assert.equal(recorder.finished, true);
  assert.equal(await recorder.save(snapshot(ONE)), false);
});

test("save and close while the LMS is away: the last words wait for all the others", async () => {
  let broken = false;
  const { recorder, verbs, troubles, time } = await start({ fails: () => (broken ? "broken" : 0) });
  broken = true;
  void recorder.save(finished());
  recorder.finish();
  await turns();
  assert.deepEqual(troubles.at(-1), "not-saved");
  broken = false;
  await time.pass(9000);
  await turns();
  assert.deepEqual(verbs(), ["initialized", "completed", "scored", "terminated"]);
});

test("a launch that ends at an ending takes the way that was played out of the store", async () => {
  const left = "1.kind.1.2...1-83.ddddd";
  const { recorder, web, documents } = await start({});
  await recorder.save(finished({ parting: left }));
  assert.equal(documents["olw-record"].text, DONE);
  web.fire("pagehide");
  await turns();
  assert.deepEqual(documents["olw-record"], { completed: true, scored: 83, text: left });
});

for (const [returnURL, goes] of [
  ["https://lms.example/back", ["https://lms.example/back"]],
  ["javascript:alert(1)", []],
  [undefined, []],
]) {
  test(`leaving with returnURL ${returnURL}`, async () => {
    const { recorder, verbs, time } = await start({ data: { returnURL } });
    const went = [];
    Object.defineProperty(globalThis, "location", {
      configurable: true,
      value: { href: ADDRESS, assign: (to) => went.push(to) },
    });
    recorder.finish();
    recorder.finish();
    await turns();
    await time.pass(2100);
    assert.deepEqual([verbs(), went], [["initialized", "terminated"], goes]);
  });
}

test("a page that no LMS launched goes on alone", async () => {
  const { opened, troubles, asked, recorder } = await start({
    url: "https://lms.example/course/index.html",
  });
  assert.deepEqual(
    [opened, troubles, asked],
    [{ text: "", mode: "normal", connected: false }, ["no-lms"], []],
  );
  assert.equal(await recorder.save(finished()), false);
  recorder.finish();
});

test("a code that was used before means: open the module again", async () => {
  const { opened, troubles } = await start({ fails: ({ path }) => (path === "/fetch" ? 200 : 0) });
  assert.deepEqual([opened.connected, troubles], [false, ["session-over"]]);
});

test("launch parameters that are no launch are ignored", async () => {
  const { opened } = await start({ url: ADDRESS.replace(/actor=[^&]+/, "actor=%7B") });
  assert.equal(opened.connected, false);
});

for (const path of ["/fetch", "/xapi/activities/state", "/xapi/agents/profile"]) {
  test(`one bad moment of the LMS at launch (${path}) does not lose the launch`, async () => {
    let failing = 1;
    const fails = (entry) =>
      entry.path === path && entry.method !== "PUT" && failing-- > 0 ? 503 : 0;
    const starting = start({ record: { text: ONE }, fails });
    for (let look = 0; look < 3; look++) {
      await turns();
      mock.timers.tick(700);
    }
    const { opened, troubles, verbs } = await starting;
    assert.deepEqual(
      [opened, troubles, verbs()],
      [{ text: ONE, mode: "normal", connected: true }, [], ["initialized"]],
    );
  });
}

test("a record that cannot be read is never written over", async () => {
  const fails = ({ id }) => (id === "olw-record" ? 503 : 0);
  const starting = start({ record: { text: ONE }, fails });
  for (let look = 0; look < 4; look++) {
    await turns();
    mock.timers.tick(700);
  }
  const { opened, troubles, recorder, documents } = await starting;
  assert.deepEqual([opened.connected, troubles], [false, ["no-lms"]]);
  assert.equal(await recorder.save(snapshot(DONE)), false);
  assert.deepEqual(documents["olw-record"], { text: ONE });
});
