// The SCORM recorder against APIs of every temper: which calls it makes, in which order, and when.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { clock } from "./clock.mjs";
import { api12, load, page, settle, snapshot } from "./page.mjs";

const { createScorm12 } = await load("recorders/scorm12.ts");
const { createScorm2004 } = await load("recorders/scorm2004.ts");

const ONE = "1.kind.1.1.k1a...aaaaa",
  TWO = "1.kind.1.1.k1a-k2b...bbbbb",
  DONE = "1.kind.1.1.k1a-k2b-k3c..1-83.ccccc";
const LEFT = "1.kind.1.2...1-83.ddddd";
const OPENING = [
  "initialize",
  "get cmi.core.lesson_status",
  "get cmi.core.lesson_mode",
  "get cmi.core.credit",
  "get cmi.suspend_data",
];
const BEGIN = ["set cmi.core.lesson_status incomplete", "set cmi.core.exit suspend"];
const finished = (more = {}) => snapshot(DONE, { status: "completed", percent: 83, ...more });

async function start(
  answers,
  {
    make = createScorm12,
    url,
    place = (api) => {
      globalThis.API = api;
    },
  } = {},
) {
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

/** An LMS in the middle of a story. */
const stored = (text) => (verb, element) =>
  verb === "get"
    ? { "cmi.core.lesson_status": "incomplete", "cmi.suspend_data": text }[element]
    : undefined;

const opened = (text, more = {}) => ({
  text,
  mode: "normal",
  connected: true,
  owes: true,
  forgot: false,
  ...more,
});

/** The calls after launch. */
const after = (api) => api.calls.slice(OPENING.length + BEGIN.length);

test("launch: reads four values, sets incomplete first, then suspend", async () => {
  const { api, opening } = await start();
  assert.deepEqual(await opening, opened(""));
  assert.deepEqual(api.calls, [...OPENING, ...BEGIN]);
});

/** Firefox where cookies of this site are blocked (dom/broadcastchannel/BroadcastChannel.cpp:
 *  Constructor): 153 threw this. */
function refused() {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

for (const [where, channel] of [
  ["there are none", undefined],
  ["the browser refuses them", refused],
]) {
  test(`a package begins and saves without channels between pages: ${where}`, async () => {
    const { opening, recorder } = await start(undefined, {
      place(api) {
        globalThis.API = api;
        globalThis.BroadcastChannel = channel;
      },
    });
    assert.deepEqual(await opening, opened(""));
    assert.equal(await recorder.save(snapshot(ONE)), true);
  });
}

test("a step: suspend_data with a growing counter, the time, then one commit", async () => {
  const { api, opening, recorder, time } = await start(stored(`${ONE}~7`));
  assert.equal((await opening).text, ONE);
  await time.pass(1000);
  assert.equal(await recorder.save(snapshot(TWO)), true);
  assert.deepEqual(after(api), [
    `set cmi.suspend_data ${TWO}~8`,
    "set cmi.core.session_time 0000:00:01",
    "commit",
  ]);
});

test("completion: record, score, time, exit, status, a commit; Finish with the time", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await time.pass(65000);
  assert.equal(await recorder.save(finished()), true);
  recorder.finish();
  recorder.finish();
  assert.deepEqual(after(api), [
    `set cmi.suspend_data ${DONE}~1`,
    "set cmi.core.score.raw 83",
    "set cmi.core.session_time 0000:01:05",
    "set cmi.core.exit",
    "set cmi.core.lesson_status completed",
    "commit",
    "set cmi.core.session_time 0000:01:05",
    "finish",
  ]);
});

test("a launch that ends at an ending takes the way that was played out of the store", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await time.pass(1000);
  await recorder.save(finished({ parting: LEFT }));
  api.calls.length = 0;
  recorder.finish();
  assert.deepEqual(api.calls, [
    `set cmi.suspend_data ${LEFT}~2`,
    "set cmi.core.session_time 0000:00:01",
    "commit",
    "finish",
  ]);
});

test("another try begun after the ending is kept as it stands when the page goes", async () => {
  const { web, api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(finished({ parting: LEFT }));
  await time.pass(2000);
  await recorder.save(finished({ text: TWO }));
  web.fire("pagehide");
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data ./.test(call)),
    [`set cmi.suspend_data ${DONE}~1`, `set cmi.suspend_data ${TWO}~2`],
  );
});

test("no score is sent before the end, and none where none is reported", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(snapshot(ONE, { percent: 40 }));
  await time.pass(1000);
  await recorder.save(finished({ percent: null }));
  assert.deepEqual(
    api.calls.filter((call) => /score/.test(call)),
    [],
  );
});

test("commits keep a second apart, take the newest state; a completion does not wait", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  const first = recorder.save(snapshot(ONE));
  await time.pass(200);
  const second = recorder.save(snapshot(TWO));
  assert.deepEqual(after(api), [
    `set cmi.suspend_data ${ONE}~1`,
    "set cmi.core.session_time 0000:00:01",
    "commit",
  ]);
  const last = recorder.save(finished());
  assert.equal(api.calls.filter((call) => call === "commit").length, 2);
  await time.pass(1000);
  assert.deepEqual(await Promise.all([first, second, last]), [true, true, true]);
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data \S|commit/.test(call)),
    [`set cmi.suspend_data ${ONE}~1`, "commit", `set cmi.suspend_data ${DONE}~2`, "commit"],
  );
});

test("after completion a plan costs three calls, a better result the whole sequence", async () => {
  const { api, opening, recorder, time } = await start();
  await opening;
  await recorder.save(finished());
  await time.pass(1000);
  await recorder.save(finished({ text: `${DONE}p` }));
  assert.deepEqual(after(api).slice(6), [
    `set cmi.suspend_data ${DONE}p~2`,
    "set cmi.core.session_time 0000:00:01",
    "commit",
  ]);
  await time.pass(1000);
  await recorder.save(finished({ text: `${DONE}q`, percent: 100 }));
  assert.equal(api.calls.includes("set cmi.core.score.raw 100"), true);
});

for (const status of ["completed", "passed", "failed"]) {
  test(`a relaunch does not undo ${status}`, async () => {
    const { api, opening } = await start((verb, element) =>
      verb === "get" && element === "cmi.core.lesson_status" ? status : undefined,
    );
    await opening;
    assert.deepEqual(api.calls, OPENING);
  });
}

for (const [known, passed, sent] of [
  ["incomplete", undefined, "completed"],
  ["passed", undefined, "passed"],
  ["incomplete", true, "passed"],
  ["incomplete", false, "incomplete"],
  ["completed", false, "completed"],
  ["failed", false, "failed"],
  ["failed", true, "passed"],
  ["passed", false, "passed"],
]) {
  test(`status ${known}, passed ${passed}: ${sent}`, async () => {
    const { api, opening, recorder } = await start((verb, element) =>
      verb === "get" && element === "cmi.core.lesson_status" ? known : undefined,
    );
    await opening;
    await recorder.save(finished(passed === undefined ? {} : { passed }));
    assert.deepEqual(
      api.calls.filter((call) => call.startsWith("set cmi.core.lesson_status")).at(-1),
      `set cmi.core.lesson_status ${sent}`,
    );
  });
}

for (const [mode, credit, seen] of [
  ["browse", "credit", "browse"],
  ["review", "no-credit", "review"],
  ["normal", "no-credit", "browse"],
]) {
  for (const [status, ends] of [
    ["", []],
    ["not attempted", []],
    ["incomplete", ["finish"]],
    ["completed", ["finish"]],
  ]) {
    // nothing is written, and Finish is called only where it changes nothing
    test(`mode ${mode}, ${credit}, status "${status}": all stays as it is`, async () => {
      const { api, opening, recorder, troubles } = await start(
        (verb, element) =>
          ({
            "cmi.core.lesson_mode": mode,
            "cmi.core.credit": credit,
            "cmi.core.lesson_status": status,
          })[element],
      );
      assert.deepEqual(await opening, opened("", { mode: seen, owes: false }));
      assert.equal(await recorder.save(finished()), false);
      assert.equal(recorder.closable, false);
      recorder.finish();
      assert.deepEqual(api.calls, [...OPENING, ...ends]);
      assert.deepEqual(troubles, []);
    });
  }
}

for (const data of ["null", "undefined", ""]) {
  test(`stored data "${data}" is an empty start`, async () => {
    const { opening } = await start((verb, element) =>
      element === "cmi.suspend_data" ? data : undefined,
    );
    assert.equal((await opening).text, "");
  });
}

test("no status but our own text: the status of an earlier launch is not overwritten", async () => {
  const { api, opening } = await start((verb, element) =>
    verb === "get" && element === "cmi.suspend_data" ? `${ONE}~1` : undefined,
  );
  assert.deepEqual(await opening, opened(ONE));
  assert.deepEqual(api.calls, [...OPENING, "set cmi.core.exit suspend"]);
});

test("resume without data is a fresh start", async () => {
  const { opening, troubles } = await start((verb, element) =>
    element === "cmi.core.entry" ? "resume" : undefined,
  );
  assert.deepEqual([await opening, troubles], [opened(""), []]);
});

test("no API: the learner begins at once, and is told once that none came", async () => {
  const { opening, recorder, time, troubles } = await start(undefined, { place: () => undefined });
  assert.deepEqual(await opening, { text: "", mode: "normal", connected: false });
  assert.equal(await recorder.save(snapshot(ONE)), false);
  await time.pass(9900);
  assert.deepEqual(troubles, ["finding"]);
  await time.pass(200);
  assert.equal(await recorder.save(snapshot(TWO)), false);
  assert.deepEqual(troubles, ["finding", "no-lms"]);
  assert.equal(recorder.closable, false);
  recorder.finish();
});

/** Starts without an API, does `first`, lets one come after `pause` ms, and notes what the session
 *  is told of it. */
async function late(answers, first, pause = 1000) {
  const made = await start(answers, { place: () => undefined });
  const told = [];
  made.recorder.onLate = (opened, lost) => told.push([opened.text, opened.mode, lost]);
  let saved = 0;
  made.recorder.onSaved = () => {
    saved += 1;
  };
  await made.opening;
  for (const one of first) await made.recorder.save(one);
  await made.time.pass(pause);
  globalThis.API = made.api;
  await made.time.pass(1000);
  return { ...made, told, saved: () => saved };
}

test("an API that comes late gets what was done before", async () => {
  const { api, told, troubles, saved } = await late(undefined, [snapshot(ONE)]);
  assert.deepEqual(api.calls.slice(0, -2), [...OPENING, ...BEGIN, `set cmi.suspend_data ${ONE}~1`]);
  assert.deepEqual([told, troubles, saved()], [[["", "normal", false]], ["finding"], 1]);
});

test("a late API before any answer: its record goes on, and nothing is written yet", async () => {
  const { api, told } = await late(stored(`${TWO}~3`), []);
  assert.deepEqual(api.calls, [...OPENING, ...BEGIN]);
  assert.deepEqual(told, [[TWO, "normal", false]]);
});

test("a late API that holds more goes before what was done without it", async () => {
  const { api, told, recorder } = await late(stored(`${TWO}~3`), [
    snapshot(ONE, { interactions: [answer()] }),
  ]);
  assert.deepEqual(told, [[TWO, "normal", true]]);
  recorder.finish();
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data \S|interactions/.test(call)),
    [],
  );
});

test("a late API that holds less gets what was done without it", async () => {
  const { api, told } = await late(stored(`${ONE}~3`), [finished()]);
  assert.deepEqual(told, [["", "normal", false]]);
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data \S|status c/.test(call)),
    [`set cmi.suspend_data ${DONE}~4`, "set cmi.core.lesson_status completed"],
  );
});

test("a late completion is never overwritten by an answer given without it", async () => {
  const { api, told, recorder } = await late(
    (verb, element) =>
      verb !== "get"
        ? undefined
        : { "cmi.suspend_data": `${DONE}~3`, "cmi.core.lesson_status": "completed" }[element],
    [snapshot(ONE)],
  );
  recorder.finish();
  assert.deepEqual(told, [[DONE, "normal", true]]);
  assert.deepEqual(
    api.calls.filter((call) => /set cmi.(suspend|core.lesson)/.test(call)),
    [],
  );
});

test("a late preview is looked round in, and nothing is written", async () => {
  const { api, told, recorder } = await late(
    (verb, element) => (element === "cmi.core.lesson_mode" ? "browse" : undefined),
    [snapshot(ONE)],
  );
  assert.deepEqual(told, [["", "browse", false]]);
  recorder.finish();
  assert.deepEqual(api.calls, OPENING);
});

test("an API that throws at everything stops nobody", async () => {
  const { opening, recorder, troubles } = await start(() => {
    throw new Error("no");
  });
  assert.deepEqual(await opening, { text: "", mode: "normal", connected: false });
  assert.equal(await recorder.save(finished()), false);
  recorder.finish();
  assert.deepEqual(troubles, ["no-lms"]);
});

test("a completion refused once: other values go out, then the right ones, at once", async () => {
  let refuse = 1;
  const { api, opening, recorder, troubles } = await start((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "101" } : undefined,
  );
  await opening;
  assert.equal(await recorder.save(finished()), true);
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data \S|score|status (c|i)|commit/.test(call)).slice(1),
    [
      `set cmi.suspend_data ${DONE}~1`,
      "set cmi.core.score.raw 83",
      "set cmi.core.lesson_status completed",
      "commit",
      "set cmi.core.score.raw 82.99",
      "set cmi.core.lesson_status incomplete",
      "commit",
      "set cmi.core.score.raw 83",
      "set cmi.core.lesson_status completed",
      `set cmi.suspend_data ${DONE}~2`,
      "set cmi.core.score.raw 83",
      "set cmi.core.lesson_status completed",
      "commit",
    ],
  );
  assert.deepEqual(troubles, []);
});

test("a completion refused for long: told once, one commit a try carries all of it", async () => {
  let refuse = 4;
  const { api, opening, recorder, time, troubles } = await start((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "101" } : undefined,
  );
  let saved = 0;
  recorder.onSaved = () => {
    saved += 1;
  };
  await opening;
  assert.equal(await recorder.save(finished()), false);
  assert.equal(api.calls.filter((call) => call === "commit").length, 2);
  assert.deepEqual(
    api.calls.slice(-5).map((call) => call.split(" ")[1]?.slice(4) ?? call),
    ["commit", "core.score.raw", "core.session_time", "core.exit", "core.lesson_status"],
  );
  await time.pass(1950);
  assert.equal(api.calls.filter((call) => call === "commit").length, 2);
  await time.pass(50);
  assert.equal(api.calls.filter((call) => call === "commit").length, 4);
  await time.pass(4000);
  assert.equal(api.calls.filter((call) => call === "commit").length, 5);
  assert.deepEqual([troubles, saved], [["not-saved"], 1]);
  await time.pass(60000);
  assert.equal(api.calls.filter((call) => call === "commit").length, 5);
});

test("a completion that an LMS has is not undone on the way to a better result", async () => {
  let refuse = 0;
  const { api, opening, recorder, time } = await start((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "101" } : undefined,
  );
  await opening;
  await recorder.save(finished());
  await time.pass(1000);
  refuse = 2;
  await recorder.save(finished({ percent: 100 }));
  await time.pass(5000);
  assert.deepEqual(
    api.calls.filter((call) => /status i/.test(call)),
    ["set cmi.core.lesson_status incomplete"],
  );
  assert.equal(api.calls.filter((call) => /score/.test(call)).at(-1), "set cmi.core.score.raw 100");
});

test("a step refused for long is sent again with a new counter until it is taken", async () => {
  let refuse = 2;
  const { api, opening, recorder, time, troubles } = await start((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "391" } : undefined,
  );
  await opening;
  assert.equal(await recorder.save(snapshot(ONE)), false);
  await time.pass(6000);
  assert.deepEqual(
    api.calls.filter((call) => /suspend_data \S|status|commit/.test(call)).slice(2),
    [
      `set cmi.suspend_data ${ONE}~1`,
      "commit",
      `set cmi.suspend_data ${ONE}~2`,
      "commit",
      `set cmi.suspend_data ${ONE}~3`,
      "commit",
    ],
  );
  assert.deepEqual(troubles, ["not-saved"]);
});

test("a beacon is nobody's answer: Commit says true, and is not believed", async () => {
  let away = true;
  const { opening, recorder, time, troubles, api } = await start((verb) => {
    if (verb === "commit" && away) navigator.sendBeacon("/", "");
  });
  let saved = 0;
  recorder.onSaved = () => {
    saved += 1;
  };
  const real = (navigator.sendBeacon = () => true);
  await opening;
  assert.equal(await recorder.save(finished()), false);
  assert.equal(navigator.sendBeacon, real);
  assert.deepEqual(troubles, ["not-saved"]);
  away = false;
  await time.pass(2000);
  assert.deepEqual(api.calls.filter((call) => /commit|suspend_data \S/.test(call)).slice(-2), [
    `set cmi.suspend_data ${DONE}~2`,
    "commit",
  ]);
  assert.equal(saved, 1);
});

test("in a hidden page nothing is unsaid: beacons may overtake one another", async () => {
  const { api, opening, recorder, web, troubles } = await start((verb) => {
    if (verb === "commit") navigator.sendBeacon("/", "");
  });
  navigator.sendBeacon = () => true;
  await opening;
  document.hidden = true;
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual(
    api.calls.filter((call) => /82.99/.test(call)),
    [],
  );
  document.hidden = false;
  web.fire("visibilitychange");
  assert.deepEqual(troubles, ["not-saved"]);
});

test("a refused record is not believed though Commit says true; the status goes out", async () => {
  const { api, opening, recorder, troubles } = await start((verb, element) =>
    verb === "set" && element === "cmi.suspend_data"
      ? { answer: "false", error: "405" }
      : undefined,
  );
  await opening;
  assert.equal(await recorder.save(finished()), false);
  assert.deepEqual(
    api.calls.slice(OPENING.length + BEGIN.length + 4, OPENING.length + BEGIN.length + 6),
    ["set cmi.core.lesson_status completed", "commit"],
  );
  assert.deepEqual(troubles, ["not-saved"]);
});

test("a refused exit or time does no harm", async () => {
  const { opening, recorder, troubles } = await start((verb, element) =>
    verb === "set" && /exit|time/.test(element) ? "false" : undefined,
  );
  await opening;
  assert.equal(await recorder.save(finished()), true);
  assert.deepEqual(troubles, []);
});

for (const [name, yes, no] of [
  ["booleans", true, false],
  ["numbers", 1, 0],
]) {
  test(`${name} instead of strings are understood`, async () => {
    let refuse = true;
    const { opening, recorder, time } = await start((verb) =>
      verb === "get" ? null : verb === "commit" && refuse ? no : yes,
    );
    assert.equal((await opening).connected, true);
    assert.equal(await recorder.save(snapshot(ONE)), false);
    refuse = false;
    await time.pass(1000);
    assert.equal(await recorder.save(snapshot(TWO)), true);
  });
}

for (const [error, trouble] of [
  [101, "not-saved"],
  ["301", "session-over"],
]) {
  test(`error ${error} at a commit: ${trouble}`, async () => {
    const { opening, recorder, troubles } = await start((verb) =>
      verb === "commit" ? { answer: "false", error } : undefined,
    );
    await opening;
    await recorder.save(snapshot(ONE));
    assert.deepEqual(troubles, [trouble]);
  });
}

test("offline: nothing is committed, the learner is told, all goes out afterwards", async () => {
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
  assert.deepEqual(
    after(api)
      .slice(3)
      .filter((call) => !/time|exit/.test(call)),
    [
      "set cmi.core.score.raw 82.99",
      "set cmi.core.lesson_status incomplete",
      "commit",
      "set cmi.core.score.raw 83",
      "set cmi.core.lesson_status completed",
      `set cmi.suspend_data ${DONE}~2`,
      "set cmi.core.score.raw 83",
      "set cmi.core.lesson_status completed",
      "commit",
    ],
  );
  assert.deepEqual(troubles, ["offline"]);
});

test("a network lost after the last commit leaves a doubt: the record is sent again", async () => {
  const { api, opening, recorder, web, time } = await start();
  await opening;
  await recorder.save(snapshot(ONE));
  await time.pass(5000);
  web.fire("offline");
  web.fire("online");
  assert.deepEqual(after(api).slice(3), [
    `set cmi.suspend_data ${ONE}~2`,
    "set cmi.core.session_time 0000:00:05",
    "commit",
  ]);
});

test("an LMS on this machine works without a network", async () => {
  const { opening, recorder, web } = await start(undefined, {
    url: "http://127.0.0.1:8000/index.html",
  });
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
  assert.deepEqual(after(api).slice(3), [
    `set cmi.suspend_data ${TWO}~2`,
    "set cmi.core.session_time 0000:00:01",
    "commit",
    "finish",
  ]);
  assert.equal(web.kept.size, 0);
  assert.equal(await recorder.save(finished()), false);
  assert.equal(api.calls.at(-1), "finish");
});

test("after Finish nothing is called, and nothing is ever kept in the browser", async () => {
  const { api, opening, recorder, web } = await start((verb, element) =>
    ["commit", "finish"].includes(verb)
      ? { answer: "false", error: "391" }
      : element === "cmi.core.student_id"
        ? "ada"
        : undefined,
  );
  await opening;
  await recorder.save(finished());
  web.fire("pagehide");
  assert.deepEqual([api.calls.at(-1), web.kept.size], ["finish", 0]);
});

test("what was refused goes out with Finish: the right values stand last", async () => {
  const { api, opening, recorder, web } = await start((verb) =>
    verb === "commit" ? { answer: "false", error: "101" } : undefined,
  );
  await opening;
  await recorder.save(finished());
  web.fire("pagehide");
  const last = (name) => api.calls.filter((call) => call.startsWith(`set ${name}`)).at(-1);
  assert.deepEqual(
    [last("cmi.core.score.raw"), last("cmi.core.lesson_status")],
    ["set cmi.core.score.raw 83", "set cmi.core.lesson_status completed"],
  );
  assert.deepEqual(api.calls.slice(-2), ["commit", "finish"]);
});

test("a page that may come back is finished: it may come back to somebody else", async () => {
  const { api, opening, web, recorder } = await start();
  await opening;
  web.fire("pagehide", { persisted: true });
  assert.deepEqual([after(api).at(-1), recorder.finished], ["finish", true]);
});

test("a hidden page commits what is not committed, once", async () => {
  const { api, opening, web } = await start();
  await opening;
  document.hidden = true;
  web.fire("visibilitychange");
  web.fire("visibilitychange");
  assert.deepEqual(after(api), ["set cmi.core.session_time 0000:00:01", "commit"]);
});

const answer = (more = {}) => ({
  id: "kind_k1",
  type: "choose",
  response: "a",
  key: "b",
  share: [2, 3],
  lang: "en-GB",
  prompt: "What now?",
  options: [
    ["a", "Wait."],
    ["b", "Ask."],
    ["c", "Go."],
  ],
  ...more,
});

test("interactions follow the LMS's own count, id first", async () => {
  const { api, opening, recorder } = await start((verb, element) =>
    element === "cmi.interactions._count" ? "4" : undefined,
  );
  await opening;
  await recorder.save(snapshot(ONE, { interactions: [answer()] }));
  assert.deepEqual(
    after(api)
      .slice(1, -2)
      .map((call) => call.replace(/\d\d:\d\d:\d\d/, "TIME")),
    [
      "get cmi.interactions._count",
      "set cmi.interactions.4.id kind_k1",
      "set cmi.interactions.4.time TIME",
      "set cmi.interactions.4.type choice",
      "set cmi.interactions.4.correct_responses.0.pattern b",
      "set cmi.interactions.4.student_response a",
      "set cmi.interactions.4.result 0.67",
    ],
  );
});

test("the first refusal switches interactions off and harms nothing else", async () => {
  const { api, opening, recorder, time, troubles } = await start((verb, element) =>
    /interactions/.test(element ?? "") ? { answer: "false", error: "401" } : undefined,
  );
  await opening;
  assert.equal(await recorder.save(snapshot(ONE, { interactions: [answer(), answer()] })), true);
  await time.pass(1000);
  assert.equal(await recorder.save(snapshot(TWO, { interactions: [answer()] })), true);
  assert.deepEqual(
    api.calls.filter((call) => /^set cmi.interactions/.test(call)),
    ["set cmi.interactions.0.id kind_k1"],
  );
  assert.deepEqual(troubles, []);
});

test("refused answers go into new places later, those that arrived do not go twice", async () => {
  let refuse = 0;
  const { api, opening, recorder, time } = await start((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "101" } : undefined,
  );
  await opening;
  await recorder.save(snapshot(ONE, { interactions: [answer({ id: "one" })] }));
  await time.pass(1000);
  refuse = 2;
  await recorder.save(snapshot(TWO, { interactions: [answer({ id: "two" })] }));
  await time.pass(30000);
  assert.deepEqual(
    api.calls.filter((call) => /\d\.id|commit/.test(call)),
    [
      "set cmi.interactions.0.id one",
      "commit",
      "set cmi.interactions.1.id two",
      "commit",
      "commit",
      "commit",
      "set cmi.interactions.2.id two",
      "commit",
    ],
  );
});

test("leaving the story is no interaction", async () => {
  const { api, opening, recorder } = await start();
  await opening;
  await recorder.save(finished({ interactions: [answer({ response: "_" })] }));
  assert.deepEqual(
    api.calls.filter((call) => /interactions/.test(call)),
    [],
  );
});

function api2004(answers) {
  const {
    LMSInitialize: Initialize,
    LMSGetValue: GetValue,
    LMSSetValue: SetValue,
    LMSCommit: Commit,
    LMSFinish: Terminate,
    LMSGetLastError: GetLastError,
    calls,
  } = api12(answers);
  return { Initialize, GetValue, SetValue, Commit, Terminate, GetLastError, calls };
}

async function start2004(answers) {
  const time = clock();
  const web = page();
  const api = (globalThis.API_1484_11 = api2004(answers));
  const recorder = createScorm2004();
  const opened = await recorder.open();
  return { time, web, api, recorder, opened };
}

test("2004: suspend is set at launch and stays; no Commit directly before Terminate", async () => {
  const { api, recorder, time, web } = await start2004((verb, element) =>
    element === "cmi.entry" ? "ab-initio" : undefined,
  );
  await time.pass(5000);
  await recorder.save(finished({ passed: true }));
  web.fire("pagehide");
  assert.deepEqual(api.calls, [
    "initialize",
    "get cmi.completion_status",
    "get cmi.mode",
    "get cmi.credit",
    "get cmi.suspend_data",
    "set cmi.completion_status incomplete",
    "set cmi.exit suspend",
    `set cmi.suspend_data ${DONE}~1`,
    "set cmi.score.scaled 0.83",
    "set cmi.score.min 0",
    "set cmi.score.max 100",
    "set cmi.score.raw 83",
    "set cmi.session_time PT0H0M5S",
    "set cmi.success_status passed",
    "set cmi.completion_status completed",
    "commit",
    "set cmi.session_time PT0H0M5S",
    "finish",
  ]);
});

test("2004: data under ab-initio is read", async () => {
  const { opened: given } = await start2004(
    (verb, element) => ({ "cmi.entry": "ab-initio", "cmi.suspend_data": `${ONE}~2` })[element],
  );
  assert.equal(given.text, ONE);
});

test("2004: a refused completion goes out again by its status; scores are the LMS's", async () => {
  let refuse = 1;
  const { api, recorder } = await start2004((verb) =>
    verb === "commit" && refuse-- > 0 ? { answer: "false", error: "101" } : undefined,
  );
  assert.equal(await recorder.save(finished()), true);
  assert.deepEqual(
    api.calls.filter((call) => /completion_status (i|c)|commit|scaled/.test(call)).slice(1),
    [
      "set cmi.score.scaled 0.83",
      "set cmi.completion_status completed",
      "commit",
      "set cmi.completion_status incomplete",
      "commit",
      "set cmi.score.scaled 0.83",
      "set cmi.completion_status completed",
      "set cmi.score.scaled 0.83",
      "set cmi.completion_status completed",
      "commit",
    ],
  );
});

test("2004: what waits at the end goes out with Terminate alone", async () => {
  const { api, recorder, time, web } = await start2004();
  await recorder.save(snapshot(ONE));
  await time.pass(100);
  void recorder.save(snapshot(TWO));
  web.fire("pagehide");
  assert.deepEqual(api.calls.slice(-3), [
    `set cmi.suspend_data ${TWO}~2`,
    "set cmi.session_time PT0H0M1S",
    "finish",
  ]);
});

test("2004: interactions have the type before the answer", async () => {
  const { api, recorder } = await start2004();
  await recorder.save(
    snapshot(ONE, {
      interactions: [answer({ type: "rank", response: "bac", key: "abc", share: [0, 4] })],
    }),
  );
  assert.deepEqual(
    api.calls
      .filter((call) => /^set cmi.interactions/.test(call))
      .map((call) => call.slice(4).replace("cmi.interactions.0.", "")),
    [
      "id kind_k1",
      "type sequencing",
      "timestamp 2026-11-23T20:05:09.0Z",
      "correct_responses.0.pattern a[,]b[,]c",
      "learner_response b[,]a[,]c",
      "result incorrect",
      "description {lang=en-GB}What now? / Ask. / Wait. / Go.",
    ],
  );
});

test("2004: the words of a decision fit where they are cut, and never break the line", async () => {
  const { api, recorder } = await start2004();
  const long = answer({ prompt: "Why? ".repeat(80).trim() });
  await recorder.save(snapshot(ONE, { interactions: [long] }));
  const told = api.calls.find((call) => call.includes(".description ")).split(".description ")[1];
  assert.equal(told.length, 240);
  assert.match(told, /^\{lang=en-GB\}Why\? Why\?/);
});

test("1.2 has no place for words: none are offered", async () => {
  const { api, recorder } = await start();
  await recorder.save(snapshot(ONE, { interactions: [answer()] }));
  assert.deepEqual(
    api.calls.filter((call) => call.includes("description")),
    [],
  );
});

test("2004: an LMS that takes no words still gets every answer", async () => {
  const { api, recorder } = await start2004((verb, element) =>
    verb === "set" && element.endsWith("description") ? "false" : undefined,
  );
  await recorder.save(snapshot(ONE, { interactions: [answer(), answer({ id: "kind_k2" })] }));
  assert.equal(api.calls.filter((call) => /learner_response/.test(call)).length, 2);
});

const KEPT = { type: "back_forward", transferSize: 0 };
const PAGES = [
  ["came out of the browser's memory", KEPT, [], 0, true],
  ["came out of it, and was clicked in", KEPT, [{ name: "click" }], 0, false],
  ["came out of it long ago", KEPT, [], 11_000, false],
  ["was asked for again", { ...KEPT, transferSize: 900 }, [], 0, false],
  ["was reloaded", { ...KEPT, type: "reload" }, [], 0, false],
  ["was opened", { ...KEPT, type: "navigate" }, [], 0, false],
];

for (const [how, came, inputs, now, old] of PAGES) {
  test(`a page of the LMS that ${how}: ${old ? "no call at all" : "a visit"}`, async () => {
    const { getEntriesByType } = performance;
    const entries = { navigation: [came], "first-input": inputs };
    performance.getEntriesByType = (name) => entries[name];
    const place = (api) => {
      globalThis.API = api;
      mock.method(performance, "now", () => now);
    };
    const { api, opening, recorder, troubles } = await start(stored(`${ONE}~7`), { place });
    performance.getEntriesByType = getEntriesByType;
    assert.equal((await opening).connected, !old);
    assert.equal(recorder.finished, old);
    assert.equal(api.calls.length === 0, old);
    if (!old) return;
    assert.equal(await recorder.save(finished()), false);
    recorder.finish();
    assert.deepEqual([api.calls, troubles], [[], []]);
  });
}

/** A turn of the real clock, in which a message reaches the other page. */
const message = () => new Promise((heard) => setImmediate(() => setImmediate(heard)));

test("an earlier page of the same package writes nothing more", async () => {
  const url = "https://lms.example/two/index.html";
  const first = await start(stored(`${ONE}~7`), { url });
  await first.opening;
  const second = await start(stored(`${ONE}~7`), { url });
  await second.opening;
  await message();
  first.api.calls.length = 0;
  assert.equal(await first.recorder.save(finished()), false);
  first.recorder.finish();
  assert.deepEqual([first.api.calls, first.troubles], [[], ["session-over"]]);
  assert.equal(await second.recorder.save(finished()), true);
});
