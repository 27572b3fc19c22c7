// Builds dist/: one script for each way the player is delivered, the second scripts, the style
// sheet, the engine for Node. Fails when a script passes its budget.
//
// Scripts stay small because of how they are written, not because of how things are named: state
// and helpers are locals of a function or a file, which the minifier shortens by itself. Names of
// properties are left alone, since some of them are data (a View, a record, an LMS's API).

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { BROWSERS, css } from "./build-css.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const made = join(here, `.dist-${process.pid}`);

// Budgets in bytes of gzip -9.
const LIGHT = 6_000; // of the doors with a server
const PREVIEW = 11_000; // the authors' preview, which no learner is sent
const LMS = 13_600; // with a SCORM recorder
const LRS = 14_000; // with the cmi5 recorder, which also remembers what the record store was told
const STYLE = 3_000;

const MORE = "player-more.js";
const MORE_PACKAGED = "player-more-packaged.js";
const SECOND = 8_500;
const SECOND_PACKAGED = 11_000; // with the reader of trust.json

/** `packaged`: no server plays along. The two scripts cannot come apart, and need no version. */
const ENTRIES = [
  { name: "player", budget: LIGHT, packaged: false },
  { name: "player-local", budget: PREVIEW, packaged: true },
  { name: "player-scorm12", budget: LMS, packaged: true },
  { name: "player-scorm2004", budget: LMS, packaged: true },
  { name: "player-cmi5", budget: LRS, packaged: true },
];

/** In the second script, what stands in kit.ts comes from the first. */
const kit = {
  name: "kit",
  setup(bundle) {
    const source = readFileSync(join(here, "src/kit.ts"), "utf8");
    const [, listed] = /olwKit = \[([^\]]*)\]/.exec(source);
    const shared = listed.match(/\w+/g);
    const taken = `export const [${shared}] = window.olwKit;`;
    bundle.onResolve({ filter: /^olw:kit$/ }, ({ path }) => ({ path, namespace: "kit" }));
    bundle.onLoad({ filter: /./, namespace: "kit" }, () => ({ contents: taken }));
    bundle.onLoad({ filter: /src\/ui\/[\w-]+\.ts$/ }, ({ path }) => {
      const names = exported(readFileSync(path, "utf8")).filter((name) => shared.includes(name));
      if (!names.length) return undefined;
      return { contents: `export { ${names} } from "olw:kit";` };
    });
  },
};

function exported(source) {
  const found = source.matchAll(/^export (?:const|function) (\w+)/gm);
  return [...new Set(Array.from(found, ([, name]) => name))];
}

// Chrome 83 and Safari 13.1 know these. esbuild says that Chrome 91 and Safari 14.1 are the first,
// for rare faults before; lowered, they would cost a kilobyte of gzip in each script.
const WORKS = { destructuring: true, "optional-chain": true };

const common = {
  bundle: true,
  target: BROWSERS,
  supported: WORKS,
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
};

const SMALLER = {
  passes: 3,
  unsafe_arrows: true,
  unsafe_methods: true,
  pure_getters: true,
  keep_fargs: false,
};
const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** What terser makes of a script, functions first or where they stand: which is smaller differs. */
async function smallest(text) {
  const made = [false, true].map(async (hoist_funs) => {
    const { code } = await minify(text, { ecma: 2020, compress: { ...SMALLER, hoist_funs } });
    return Buffer.from(code);
  });
  const [one, other] = await Promise.all(made);
  return zipped(one) <= zipped(other) ? one : other;
}

/** One script, minified twice: esbuild knows the modules, terser the finer points. */
async function script(entry, plugins, define) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [entry],
    format: "iife",
    minify: true,
    charset: "utf8",
    write: false,
    plugins,
    define,
  });
  return smallest(outputFiles[0].text);
}

/** Writes a file into `made` and says its size; true when it is within its budget. */
function file(name, bytes, budget) {
  writeFileSync(join(made, name), bytes);
  const size = zipped(bytes);
  const fits = size <= budget;
  const sizes = [bytes.length, size].map((one) => String(one).padStart(6));
  const verdict = fits ? "" : " TOO BIG";
  console.log(`${name.padEnd(20)} ${sizes[0]} B ${sizes[1]} B gzip (budget ${budget})${verdict}`);
  return fits;
}

/** Everything into `made`; true when all of it is within its budget. */
async function buildAll() {
  const more = await script("src/more/index.ts", [kit], { PACKAGED: "false" });
  const inPackages = await script("src/more/index.ts", [kit], { PACKAGED: "true" });
  const hash = createHash("sha256").update(more).digest("hex").slice(0, 8);
  const style = Buffer.from(css(join(here, "src/styles/player.scss")));
  const results = [
    file(MORE, more, SECOND),
    file(MORE_PACKAGED, inPackages, SECOND_PACKAGED),
    file("player.css", style, STYLE),
  ];
  for (const { name, budget, packaged } of ENTRIES) {
    const define = {
      PACKAGED: String(packaged),
      MORE_FILE: JSON.stringify(packaged ? MORE_PACKAGED : MORE),
      MORE_HASH: JSON.stringify(packaged ? "" : hash),
    };
    const bytes = await script(`src/entries/${name}.ts`, [], define);
    results.push(file(`${name}.js`, bytes, budget));
  }
  await build({
    ...common,
    entryPoints: ["src/engine/index.ts"],
    format: "esm",
    outfile: join(made, "engine.mjs"),
  });
  return results.every(Boolean);
}

// Built beside dist and moved there whole: nobody finds half a build.
mkdirSync(made, { recursive: true });
try {
  const fits = await buildAll();
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
  if (!fits) {
    console.error("A file is over its budget. Take something out of it.");
    process.exitCode = 1;
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}
