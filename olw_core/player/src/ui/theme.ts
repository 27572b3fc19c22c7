// A trust's colour, name and logo. Words on the colour are always readable: 4.5 to 1 (WCAG 2.2, 1.4.3).

import type { Theme } from "../config";

const INK = "#212b32";

/** Relative luminance 0..1 of #rrggbb (WCAG 2.2). */
export function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** CSS for the shadow root: `--brand`, the words on it, and a brand colour that can be read on white. */
export function theme({ colour = "" }: Theme): string {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return "";
  const dark = 1.05 / (luminance(colour) + 0.05) >= 4.5;
  return `:host{--brand:${colour};--on:${dark ? "#fff" : INK};--link:${dark ? colour : INK}}`;
}
