// Every script that a reader's browser gets can be read by the oldest promised ones, and asks for
// nothing that they lack.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { ROOT, data, isEverywhere, isTooYoung, read, tool } from "./facts.mjs";

const { parse } = tool("acorn");

const FOLDERS = [
  "olw_core/player/dist",
  "olw_core/authoring/templates",
  "olw_core/preview",
  "olw_xblock/public",
  "lti_service/static",
  "scorm_export/lms/static",
];
const FOREIGN = /\bscorm-again/;

/** Asked for only where it is there, or with something else in its place. */
const GUARDED = {
  ancestorOrigins: "Firefox 148: size.js asks the service who may frame it",
  BroadcastChannel: "Safari 15.4: without it no page hears of a newer one",
  hasStorageAccess: "Safari 11.1, Firefox 65, Chromium 119: here.js takes none for a yes",
  ListFormat: "Safari 14.1: take-away.ts puts commas",
  URL: "Safari before 14.1 takes no `undefined` for a base: none of ours is",
  transferSize: "Safari 16.4: a page that comes back counts as old (find-api.ts)",
};

/** Names of our own that a young API has too: of data, which nobody calls, and of functions. */
const OURS = [
  ...["address", "at", "completed", "element", "endpoint", "finished", "minutes", "role"],
  ...["second", "skipped", "subject", "variants"],
];
const OUR_CALLS = ["commit", "notify", "respond", "seconds"];
const GUARDED_CALLS = ["hasStorageAccess"];
const CALLS = [...OUR_CALLS, ...GUARDED_CALLS];
const ALLOWED = [...Object.keys(GUARDED), ...OURS, ...OUR_CALLS];

const isAllowed = (name) =>
  ALLOWED.includes(name) || CALLS.some((called) => name === `${called}()`);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith(".js") && !FOREIGN.test(name))
    .map((name) => `${folder}/${name}`),
);

/** Name -> what the data tells of everything that is called so. */
const told = new Map();

function learn(entry, name) {
  if (entry.__compat && isEverywhere(entry.__compat)) {
    told.set(name, [...(told.get(name) ?? []), entry.__compat]);
  }
  for (const [key, inner] of Object.entries(entry)) {
    if (key !== "__compat") learn(inner, key.replace(/_(static|event)$/, ""));
  }
}
learn(data.api, "");
learn(data.javascript.builtins, "");

const isYoung = (name) => told.has(name) && told.get(name).every(isTooYoung);

/** `new X`: the constructor may be younger than X. */
function isYoungToMake(name) {
  const made = (data.api[name] ?? data.javascript.builtins[name])?.[name];
  return Boolean(made?.__compat && isTooYoung(made.__compat));
}

function tree(path) {
  const text = read(path);
  const sourceType = /^(import|export) /m.test(text) ? "module" : "script";
  return parse(text, { ecmaVersion: 2020, sourceType });
}

function* nodes(value) {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one);
  else if (value && typeof value === "object") {
    if (value.type) yield value;
    for (const inner of Object.values(value)) yield* nodes(inner);
  }
}

const nameOf = ({ name, property }) => name ?? property?.name ?? "";

/** What a script asks for that is young: as something that is called, or that is only there. */
function* young(node) {
  const { type, callee, computed, property } = node;
  if (type === "CallExpression" && isYoung(callee.property?.name)) yield `${nameOf(callee)}()`;
  if (type === "NewExpression" && isYoungToMake(nameOf(callee))) yield nameOf(callee);
  if (type === "MemberExpression" && !computed && isYoung(property.name)) yield property.name;
  if (type !== "ObjectPattern") return;
  for (const { key } of node.properties) if (isYoung(key?.name)) yield key.name;
}

/** ES2020 that some of the oldest cannot read. */
const UNREADABLE = [
  ({ regex }) => regex && /\(\?<[=!]/.test(regex.pattern) && "lookbehind: Safari 16.4",
  ({ bigint }) => bigint && "BigInt: Safari 14",
  ({ type, exported }) => type === "ExportAllDeclaration" && exported && "export * as: Firefox 80",
];

const seen = new Set();

for (const path of files) {
  test(`${path} can be read, and asks for nothing young`, () => {
    const all = [...nodes(tree(path))];
    const unreadable = all.flatMap((node) => UNREADABLE.map((says) => says(node)).filter(Boolean));
    const names = [...new Set(all.flatMap((node) => [...young(node)]))];
    names.forEach((name) => seen.add(name));
    const missing = names.filter((name) => !isAllowed(name));
    assert.deepEqual([unreadable, missing], [[], []]);
  });
}

test("what is guarded is still asked for", () => {
  const gone = ALLOWED.filter((name) => !seen.has(name));
  assert.deepEqual(gone, []);
});

test("the data knows what is young", () => {
  const names = ["at", "replaceChildren", "randomUUID", "adoptedStyleSheets", "structuredClone"];
  assert.deepEqual(names.filter(isYoung), names);
  assert.deepEqual(
    [isYoungToMake("CSSStyleSheet"), isYoungToMake("ResizeObserver")],
    [true, false],
  );
  assert.deepEqual(["append", "flatMap", "fromEntries", "attachShadow"].filter(isYoung), []);
});

test("younger syntax is not read", () => {
  const young = ["a ??= b", "class A { static {} }", "class A { #a }", "1_000", "a ||= b"];
  for (const text of young) assert.throws(() => parse(text, { ecmaVersion: 2020 }), SyntaxError);
});
