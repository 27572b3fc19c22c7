// Compiles one SCSS file and makes it fit for a shadow root in any host page.
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { compile } from "sass";

/** The oldest browsers in which a story plays, [name, version]: browsers.json, decision 23. */
export const OLDEST = Object.entries(
  JSON.parse(readFileSync(new URL("browsers.json", import.meta.url), "utf8")),
);
/** The same as esbuild names them. */
export const BROWSERS = OLDEST.map(([name, version]) => name + version);

/** `rem` would follow the host page's root size; `--r` is the player's own. */
function ownSize(text) {
  const sized = (_, size) => (size === "1" ? "var(--r)" : `calc(${size}*var(--r))`);
  return text.replace(/(?<![\w.-])(-?\d*\.?\d+)rem\b/g, sized);
}

export function css(path) {
  const { css: text } = compile(path, { loadPaths: ["node_modules"] });
  const { code } = transformSync(ownSize(text), {
    loader: "css",
    minify: true,
    target: BROWSERS,
  });
  return code
    .trim()
    .replace('@charset "UTF-8";', "")
    .replace(/(--\w+): /g, "$1:");
}
