// Builds dist/: one script for each way the player is delivered, the style sheet of the
// pre-rendered scene, the engine for Node. Fails when a script passes its budget.
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
import { css } from "./build-css.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const made = join(here, `.dist-${process.pid}`);

// Budgets in bytes of gzip -9, with the style inside each script.
const LIGHT = 8_000; // of the doors with a server
const PREVIEW = 12_500; // the authors' preview, which no learner is sent
const LMS = 15_000; // with a SCORM recorder
const LRS = 15_500; // with the cmi5 recorder, which also remembers what the record store was told
const FIRST = 3_000;
const SECOND = 11_000;
const SECOND_PACKAGED = 12_050; // with the reader of trust.json

/** `packaged`: inside a package the two scripts cannot come apart, and need no version. */
const ENTRIES = [
  { name: "player", budget: LIGHT, packaged: false },
  { name: "player-local", budget: PREVIEW, packaged: false },
  { name: "player-scorm12", budget: LMS, packaged: true },
  { name: "player-scorm2004", budget: LMS, packaged: true },
  { name: "player-cmi5", budget: LRS, packaged: true },
];

const styles = {
  name: "styles",
  setup(bundle) {
    const load = ({ path }) => ({ contents: css(path), loader: "text" });
    bundle.onLoad({ filter: /\.scss$/ }, load);
  },
};

/** In the second script, what stands in kit.ts comes from the first. */
const kit = {
  name: "kit",
  setup(bundle) {
    const source = readFileSync(join(here, "src/kit.ts"), "utf8");
    const [, listed] = /olwKit = \[([^\]]*)\]/.exec(source);
    const shared = listed.match(/\w+/g);
    bundle.onLoad({ filter: /src\/ui\/[\w-]+\.ts$/ }, ({ path }) => {
      const names = exported(readFileSync(path, "utf8")).filter((name) => shared.includes(name));
      const take = (name) => `export const ${name} = window.olwKit[${shared.indexOf(name)}];`;
      if (!names.length) return undefined;
      return { contents: names.map(take).join("\n"), loader: "js" };
    });
  },
};

function exported(source) {
  const found = source.matchAll(/^export (?:const|function) (\w+)/gm);
  return [...new Set(Array.from(found, ([, name]) => name))];
}

const common = {
  bundle: true,
  target: "es2020",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
};

const SMALLER = {
  ecma: 2020,
  mangle: true,
  compress: {
    passes: 3,
    unsafe_arrows: true,
    unsafe_methods: true,
    pure_getters: true,
    keep_fargs: false,
  },
};

/** One script, minified twice: esbuild knows the modules, terser the finer points. */
async function script(entry, plugins, define = {}) {
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
  const { code } = await minify(outputFiles[0].text, SMALLER);
  return Buffer.from(code);
}

/** Writes a file into `made` and says its size; true when it is within its budget. */
function file(name, bytes, budget) {
  writeFileSync(join(made, name), bytes);
  const size = gzipSync(bytes, { level: 9 }).length;
  const fits = size <= budget;
  const sizes = [bytes.length, size].map((one) => String(one).padStart(6));
  const verdict = fits ? "" : " TOO BIG";
  console.log(`${name.padEnd(20)} ${sizes[0]} B ${sizes[1]} B gzip (budget ${budget})${verdict}`);
  return fits;
}

/** Everything into `made`; true when all of it is within its budget. */
async function buildAll() {
  const more = await script("src/more/index.ts", [styles, kit], { PACKAGED: "false" });
  const inPackages = await script("src/more/packaged.ts", [styles, kit], { PACKAGED: "true" });
  const hash = createHash("sha256").update(more).digest("hex").slice(0, 8);
  const light = Buffer.from(css(join(here, "src/styles/light.scss")));
  const results = [
    file("player-more.js", more, SECOND),
    file("player-more-packaged.js", inPackages, SECOND_PACKAGED),
    file("player.css", light, FIRST),
  ];
  for (const { name, budget, packaged } of ENTRIES) {
    const MORE_HASH = JSON.stringify(packaged ? "" : hash);
    const bytes = await script(`src/entries/${name}.ts`, [styles], { MORE_HASH });
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
