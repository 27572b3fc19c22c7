// What the oldest promised browsers (browsers.json) know, by MDN's compatibility data.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { OLDEST } from "../../../../olw_core/player/build-css.mjs";

export const ROOT = new URL("../../../../", import.meta.url);
const require = createRequire(new URL("olw_core/player/package.json", ROOT));

/** A package of the player's. */
export const tool = (name) => require(name);
export const data = tool("@mdn/browser-compat-data");
export const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

const FLOOR = OLDEST.map(([name, version]) => [name, Number(version)]);

/** Where a browser has it by its own name, whole and for good. */
const isWhole = (told) => !told.prefix && !told.alternative_name && !told.flags;

function firstVersion(told) {
  const whole = [told].flat().filter((one) => one && isWhole(one) && !one.version_removed);
  const versions = whole.map(({ version_added: added }) =>
    typeof added === "string" ? parseFloat(added.replace("≤", "")) : NaN,
  );
  return Math.min(...versions.map((version) => (version > 0 ? version : Infinity)), Infinity);
}

/** Whether all browsers have it by now. */
export const isEverywhere = ({ support }) =>
  FLOOR.every(([name]) => firstVersion(support[name]) < Infinity);

/** Whether one of the oldest does not have it. */
export const isTooYoung = ({ support }) =>
  FLOOR.some(([name, version]) => firstVersion(support[name]) > version);
