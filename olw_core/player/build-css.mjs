// Compiles one SCSS file and makes it fit for a shadow root in any host page.
import { transformSync } from "esbuild";
import { compile } from "sass";

/** `rem` would follow the host page's root size; `--r` is the player's own. */
const ownSize = (text) => text.replace(/(?<![\w.-])(-?\d*\.?\d+)rem\b/g, "calc($1*var(--r))");

export function css(path) {
  const { css: text } = compile(path, { loadPaths: ["node_modules"] });
  const { code } = transformSync(ownSize(text), {
    loader: "css",
    minify: true,
    target: ["chrome111", "firefox113", "safari16.4"],
  });
  return code.trim().replace('@charset "UTF-8";', "");
}
