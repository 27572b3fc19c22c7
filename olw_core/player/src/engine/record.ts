// The attempt record as text; twin of olw_core/engine/record.py. Reading never throws.
import type { AttemptRecord, Done, Notice, Report } from "./types";

export const MAX_LENGTH = 4000;

/** Percent that counts: the whole where none was kept, since that is what was sent then. */
export const counted = ({ percent }: Done): number => percent ?? 100;
export const fresh = (module: string, version: number): AttemptRecord => ({
  module,
  version,
  attempt: 1,
  steps: [],
  plan: { cue: "", action: "" },
  done: null,
});

/** With report `completion` the percentage is left out. */
export function write(record: AttemptRecord, report?: Report): string {
  const {
    plan: { cue, action },
    done: best,
  } = record;
  const plan = cue || action ? `${cue}-${action}` : "";
  const percent = report === "completion" ? null : best?.percent;
  const done = best ? best.version + (percent == null ? "" : `-${percent}`) : "";
  const steps = record.steps.map((s) => s[0] + s[1]).join("-");
  const body = `1.${record.module}.${record.version}.${record.attempt}.${steps}.${plan}.${done}`;
  return `${body}.${checksum(body)}`;
}

/** CRC-32 modulo 36^5 as five base-36 digits. */
export function checksum(body: string): string {
  let crc = ~0;
  for (const c of body) {
    crc ^= c.length > 1 || c > "\x7f" ? 63 : c.charCodeAt(0);
    for (let k = 8; k--;) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return base36((~crc >>> 0) % 36 ** 5, 5);
}

export const base36 = (value: number, width: number): string =>
  value.toString(36).padStart(width, "0").slice(-width);

export const trimmed = (text: string): string =>
  Array.from(text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""))
    .slice(0, MAX_LENGTH)
    .join("");

/** What a text holds, as far as it can be understood without knowing the story. */
export function parse(text: string, module: string, version: number): [AttemptRecord, Notice] {
  const start = fresh(module, version);
  const whole = trimmed(text);
  if (!whole) return [start, ""];
  const cut = whole.lastIndexOf(".");
  const body = cut < 0 ? "" : whole.slice(0, cut);
  const good = checksum(body) === whole.slice(cut + 1);
  const fields = (good ? body : whole).split(".");
  while (fields.length < 7) fields.push("");
  if (fields[1] !== module) return [start, good ? "record-other-module" : "record-damaged"];
  let notice: Notice = fields[0] !== "1" ? "record-newer" : good ? "" : "record-damaged";
  const damaged = fill(start, fields);
  if (!notice && damaged) notice = "record-damaged";
  if (!notice && start.version > version) notice = "record-newer";
  return [start, notice];
}

/** Fills the record from its fields; true when a field could not be read whole. */
function fill(record: AttemptRecord, fields: string[]): boolean {
  const [, , version, attempt, steps, plan, done] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  let damaged = false;
  if (/^[0-9]{1,4}$/.test(version)) record.version = Number(version);
  if (/^[1-9][0-9]{0,3}$/.test(attempt)) record.attempt = Number(attempt);
  for (const part of steps ? steps.split("-") : []) {
    const m = /^([A-Za-z0-9]{2})([a-z0-9]{1,9}|_)$/.exec(part);
    if (!m) {
      damaged = true;
      break;
    }
    record.steps.push([m[1]!, m[2]!]);
  }
  // The first edition also kept what would stop the learner and how sure they were: read over, never written again.
  const p = /^([a-z0-9]?)-([a-z0-9]?)(-[ctafun]?-[0-5][0-5])?$/.exec(plan);
  if (p) record.plan = { cue: p[1]!, action: p[2]! };
  const d = /^([0-9]{1,4})(?:-(100|[0-9]{1,2}))?$/.exec(done);
  if (d) record.done = { version: Number(d[1]), percent: d[2] ? Number(d[2]) : null };
  return damaged || (!!plan && !p) || (!!done && !d);
}
