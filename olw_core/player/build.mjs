// Builds dist/: one script for each way the player is delivered, the style sheet of the pre-rendered scene, the engine for Node.
// Fails when a script passes its budget (gzip, with the CSS inside it).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { css } from "./build-css.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const LIGHT = 12_000; // bytes, gzip -9: player and player-local
const LMS = 15_000; // with a SCORM recorder
const LRS = 15_500; // with the cmi5 recorder, which also remembers what the record store was told
const PREVIEW = 12_500; // player-local: the authors' preview, which no learner is sent
const FIRST = 3_000; // player.css
const ENTRIES = [
  ["player", LIGHT],
  ["player-local", PREVIEW],
  ["player-scorm12", LMS, "scorm12"],
  ["player-scorm2004", LMS, "scorm2004"],
  ["player-cmi5", LRS, "cmi5"],
];

const styles = {
  name: "styles",
  setup(bundle) {
    bundle.onLoad({ filter: /\.scss$/ }, ({ path }) => ({ contents: css(path), loader: "text" }));
  },
};

/** In the second script, what stands in kit.ts comes from the first. */
const kit = {
  name: "kit",
  setup(bundle) {
    const names = /const kit = \{([^}]*)\}/
      .exec(readFileSync(join(here, "src/kit.ts"), "utf8"))[1]
      .match(/\w+/g);
    bundle.onLoad({ filter: /src\/ui\/\w+\.ts$/ }, ({ path }) => {
      const made = [
        ...readFileSync(path, "utf8").matchAll(/^export (?:const|function) (\w+)/gm),
      ].map(([, name]) => name);
      const shared = made.filter((name) => names.includes(name));
      return shared.length
        ? { contents: `export const { ${shared} } = window.olwKit;`, loader: "js" }
        : undefined;
    });
  },
};

const common = {
  bundle: true,
  target: "es2020",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
};

async function code(entry, plugins, define = {}) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [entry],
    format: "iife",
    minify: true,
    write: false,
    plugins,
    define,
    charset: "utf8",
  });
  const { code: small } = await minify(outputFiles[0].text, {
    ecma: 2020,
    compress: {
      passes: 3,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      keep_fargs: false,
    },
    mangle: true,
  });
  return Buffer.from(small);
}

function file(name, bytes, budget) {
  writeFileSync(join(made, name), bytes);
  const size = gzipSync(bytes, { level: 9 }).length;
  const fits = size <= budget;
  console.log(
    `${name.padEnd(20)} ${String(bytes.length).padStart(6)} B ${String(size).padStart(6)} B gzip (budget ${budget})${fits ? "" : " TOO BIG"}`,
  );
  return fits;
}

/** Everything into `made`; true when all of it is within its budget. */
async function buildAll() {
  const more = await code("src/more/index.ts", [styles, kit]);
  const hash = createHash("sha256").update(more).digest("hex").slice(0, 8);
  const results = [
    file("player-more.js", more, LIGHT),
    file("player.css", Buffer.from(css(join(here, "src/styles/light.scss"))), FIRST),
  ];
  for (const [name, budget, recorder] of ENTRIES) {
    if (recorder && !existsSync(join(here, "src/recorders", `${recorder}.ts`))) continue;
    const MORE_HASH = JSON.stringify(recorder ? "" : hash); // inside a package the files cannot come apart
    results.push(
      file(`${name}.js`, await code(`src/entries/${name}.ts`, [styles], { MORE_HASH }), budget),
    );
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
const made = join(here, `.dist-${process.pid}`);
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
