// A trust's colour, name and logo. Words on the colour are always readable: as much contrast as a
// trust is asked for, 4.5 to 1 (WCAG 2.2, 1.4.3).

import { contrast as CONTRAST } from "../../trust-limits.json";
import type { Theme } from "../config";

const INK = "#212b32";
const WHITE = "#fff";

/** Relative luminance 0..1 of #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(colour.slice(at, at + 2)));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** One channel, of two hexadecimal digits. */
function linear(digits: string): number {
  const share = parseInt(digits, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** How white words stand out from a colour, 1..21. */
export const contrast = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** Gives the player `--brand`, the words on it, and a brand colour that can be read on white. Set
 *  by script, since a policy may forbid style in the page, and Safari before 16.4 has no sheets
 *  made by script. */
export function theme({ style }: HTMLElement, { colour = "" }: Theme): void {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
  const dark = contrast(colour) >= CONTRAST;
  style.setProperty("--brand", colour);
  const words = dark ? WHITE : INK;
  style.setProperty("--on", words);
  const link = dark ? colour : INK;
  style.setProperty("--link", link);
}
