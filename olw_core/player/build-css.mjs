// Compiles one SCSS file and makes it fit for a shadow root in any host page.
import { transformSync } from "esbuild";
import { compile } from "sass";

/** The oldest browsers in which a story plays: docs/decisions/0023-oldest-browsers.md. */
export const BROWSERS = ["chrome83", "firefox78", "safari13.1"];

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
