// An LMS may have another pass mark than the package (cmi5 10.0, masteryScore): its own rules, in
// what it is told and in what the page tells.

import type { Config } from "../config";

/** `mastery`: 0 to 1. Where the LMS is told no result, no mark is told either. */
export function heed(config: Config, mastery: number): void {
  if (config.report === "completion") return;
  const mark = Math.ceil(mastery * 100 - 1e-4);
  const { disclosure, passMark } = config;
  config.passMark = mark;
  config.disclosure = disclosure.map((line) => line.replace(passMark + "%", mark + "%"));
}
