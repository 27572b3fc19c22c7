// The little of a browser page that the recorders touch, and the recorders themselves, bundled from
// their sources.

import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const PLAYER = fileURLToPath(new URL("../../../../olw_core/player/", import.meta.url));
const Real = globalThis.BroadcastChannel;
const require = createRequire(join(PLAYER, "package.json"));

/** The exports of a source file of the player, fresh. */
export async function load(...sources) {
  const folder = mkdtempSync(join(tmpdir(), "olw-"));
  try {
    const contents = sources.map((source) => `export * from "./src/${source}";`).join("\n");
    await require("esbuild").build({
      stdin: { contents, resolveDir: PLAYER, loader: "ts" },
      bundle: true,
      format: "esm",
      outfile: join(folder, "out.mjs"),
      logLevel: "error",
    });
    return await import(pathToFileURL(join(folder, "out.mjs")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** scorm-again's API classes: {Scorm12API, Scorm2004API}. */
export function scormAgain() {
  for (const name of ["scorm12", "scorm2004"]) {
    vm.runInThisContext(
      readFileSync(join(PLAYER, "node_modules/scorm-again/dist", `${name}.min.js`), "utf8"),
    );
  }
  return globalThis;
}

/** A channel between pages, which does not keep Node running. */
class Channel extends Real {
  constructor(name) {
    super(name);
    this.unref();
  }
}

/** Stands for window, document, navigator, location and sessionStorage; `fire` sends an event. */
export function page({ url = "https://lms.example/course/index.html", online = true } = {}) {
  const listeners = {};
  const kept = new Map();
  const listen = (name, does) => (listeners[name] ??= []).push(does);
  const state = { onLine: online };
  const define = (name, value) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  define("window", globalThis);
  define("parent", globalThis);
  define("top", globalThis);
  define("opener", null);
  define("navigator", state);
  define("location", new URL(url));
  define("document", { hidden: false, addEventListener: listen });
  define("addEventListener", listen);
  define("BroadcastChannel", Channel);
  define("sessionStorage", {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  });
  delete globalThis.API;
  delete globalThis.API_1484_11;
  return {
    kept,
    state,
    fire(name, event = {}) {
      for (const does of listeners[name] ?? []) does({ persisted: false, ...event });
    },
    /** A page of the same tab: what was kept in it stays. */
    again() {
      for (const name of Object.keys(listeners)) delete listeners[name];
    },
  };
}

/** An API object that notes calls as "verb element value" and answers by `answers(verb, element,
 *  value)`, else "true" or "". */
export function api12(answers = () => undefined) {
  const calls = [];
  let error = "0";
  const call =
    (verb, usual) =>
    (...args) => {
      const words = [verb, ...args].join(" ").trim();
      if (verb !== "error") calls.push(words);
      const answer = answers(verb, ...args);
      if (verb !== "error") error = answer?.error ?? "0";
      return answer?.answer ?? answer ?? usual;
    };
  return {
    calls,
    LMSInitialize: call("initialize", "true"),
    LMSGetValue: call("get", ""),
    LMSSetValue: call("set", "true"),
    LMSCommit: call("commit", "true"),
    LMSFinish: call("finish", "true"),
    LMSGetLastError: () => error,
  };
}

/** One answer to a choice, as a recorder is told of it. */
export const DECISION = {
  id: "kind_k1",
  type: "choose",
  response: "a",
  key: "b",
  share: [1, 4],
  lang: "en-GB",
  prompt: "What now?",
  options: [
    ["a", "Wait."],
    ["b", "Ask."],
    ["c", "Go."],
  ],
};

export const snapshot = (text, more = {}) => ({
  text,
  status: "incomplete",
  percent: null,
  interactions: [],
  ...more,
});

/** Lets promises that wait for nothing but each other settle. */
export const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
