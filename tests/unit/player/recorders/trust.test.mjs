// trust.json: good values are taken, bad ones are told once in plain words and ignored.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { load, page } from "./page.mjs";

page();
const { readTrust, loadTrust } = await load("more/trust.ts");
const LINK = { label: "Staff support", url: "https://trust.example/support" };

test("every good value is taken", () => {
  const given = {
    name: "Example NHS Trust",
    logo: "logo.svg",
    colour: "#005eb8",
    support: [LINK],
    problem_url: "mailto:help@trust.example",
  };
  assert.deepEqual(readTrust(given), { trust: given, problems: [] });
});

test("the file as it is shipped has no problem", () => {
  const given = { name: "", logo: "", colour: "#005eb8", support: [], problem_url: "" };
  assert.deepEqual(readTrust(given), { trust: given, problems: [] });
});

for (const [key, value, words] of [
  ["name", 7, '"name" must be words in quotes'],
  ["name", "x".repeat(81), '"name" must be words in quotes'],
  ["logo", "https://elsewhere.example/logo.svg", '"logo" must be the name of a file'],
  ["logo", "../logo.svg", '"logo" must be the name of a file'],
  ["colour", "blue", '"colour" must look like'],
  ["colour", "#ffb81c", '"colour" must look like'],
  ["support", "https://trust.example", '"support" must be a list'],
  [
    "support",
    [{ label: "x", url: "javascript:alert(1)" }],
    'link 1 of "support" ("x") has a "url" that cannot be used',
  ],
  [
    "support",
    [{ label: "x", url: `https://x.example/${"y".repeat(300)}` }],
    'link 1 of "support" ("x") has a "url"',
  ],
  ["support", [{ label: "x".repeat(81), url: "tel:1" }], 'link 1 of "support"'],
  ["support", [{ url: "tel:1" }], 'link 1 of "support" has no "label"'],
  ["support", [null], 'link 1 of "support" has no "label"'],
  ["support", {}, '"support" must be a list'],
  ["problem_url", "http://trust.example", '"problem_url" must begin with'],
  ["color", "#005eb8", '"color" is not known'],
  ["constructor", "x", '"constructor" is not known'],
]) {
  test(`${key}: ${JSON.stringify(value).slice(0, 40)} is ignored and told`, () => {
    const { trust, problems } = readTrust({ name: "Kept", ...{ [key]: value } });
    assert.deepEqual(trust, key === "name" ? {} : { name: "Kept" });
    assert.equal(problems.length, 1);
    assert.equal(problems[0].slice(0, words.length), words);
  });
}

test("a bad link is left out alone", () => {
  const given = [LINK, { label: "Line", url: "ftp://x" }, { label: "Second", url: "tel:1" }];
  const { trust, problems } = readTrust({ support: given });
  assert.deepEqual(trust, { support: [LINK, given[2]] });
  assert.deepEqual(
    problems.map((words) => words.slice(0, 32)),
    ['link 2 of "support" ("Line") has'],
  );
});

test("no more links than the guide says", () => {
  const { trust, problems } = readTrust({ support: Array(8).fill(LINK) });
  assert.deepEqual([trust.support.length, problems.length], [6, 2]);
});

for (const value of [null, 3, [], "text"]) {
  test(`${JSON.stringify(value)} instead of values does no harm`, () =>
    assert.deepEqual(readTrust(value).trust, {}));
}

const answer = (body, ok = true) => {
  globalThis.fetch = mock.fn(async () => ({ ok, text: async () => body }));
};

test("the file is read beside the page, and its logo is a file beside it", async () => {
  answer('{"name": "Example NHS Trust", "logo": "logo.svg"}');
  assert.deepEqual(await loadTrust("https://lms.example/course/"), {
    name: "Example NHS Trust",
    logo: "https://lms.example/course/logo.svg",
  });
  assert.equal(
    globalThis.fetch.mock.calls[0].arguments[0],
    "https://lms.example/course/trust.json",
  );
});

test("what is wrong is told once, together", async () => {
  const warn = mock.method(console, "warn", () => undefined);
  answer('{"name": 7, "colour": "blue"}');
  assert.deepEqual(await loadTrust("/"), {});
  assert.equal(warn.mock.callCount(), 1);
  answer('{"name": "Example",}');
  assert.deepEqual(await loadTrust("/"), {});
  assert.equal(
    warn.mock.calls[1].arguments[0].includes("Look for a missing quote, comma or bracket"),
    true,
  );
  answer("{\u201cname\u201d: \u201cExample\u201d}");
  assert.deepEqual(await loadTrust("/"), {});
  assert.equal(warn.mock.calls[2].arguments[0].includes("straight quotes"), true);
  warn.mock.restore();
});

test("no file, no network, or a page from disk means the built-in values", async () => {
  answer("", false);
  assert.deepEqual(await loadTrust("/"), {});
  globalThis.fetch = async () => {
    throw new TypeError("no network");
  };
  assert.deepEqual(await loadTrust("/"), {});
  page({ url: "file:///course/index.html" });
  globalThis.fetch = () => {
    throw new Error("asked");
  };
  assert.deepEqual(await loadTrust("/"), {});
});
