// The attempt record as text; twin of olw_core/engine/record.py. Reading never throws.

import type { AttemptRecord, Done, Notice, PlanChoice, Report, Step } from "./types";

const FORMAT = "1";
const NUMBER = /^[0-9]{1,4}$/;
const ATTEMPT = /^[1-9][0-9]{0,3}$/;
const STEP = /^([A-Za-z0-9]{2})([a-z0-9]{1,9}|_)$/;
/** The first edition also kept what would stop the learner and how sure they were: read over, never
 *  written again. */
const PLAN = /^([a-z0-9]?)-([a-z0-9]?)(-[ctafun]?-[0-5][0-5])?$/;
const DONE = /^([0-9]{1,4})(?:-(100|[0-9]{1,2}))?$/;

const MAX_LENGTH = 4000;

/** Between the records of several modules in one text. */
export const BETWEEN = "~~";

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
  const fields = [
    FORMAT,
    record.module,
    record.version,
    record.attempt,
    record.steps.map(([tag, answer]) => tag + answer).join("-"),
    planText(record.plan),
    doneText(record.done, report),
  ];
  const body = fields.join(".");
  return `${body}.${checksum(body)}`;
}

const planText = (plan: PlanChoice): string =>
  plan.cue || plan.action ? `${plan.cue}-${plan.action}` : "";

function doneText(done: Done | null, report?: Report): string {
  if (!done) return "";
  const untold = done.percent == null || report === "completion";
  return untold ? String(done.version) : `${done.version}-${done.percent}`;
}

/** CRC-32 modulo 36^5 as five base-36 digits. */
function checksum(body: string): string {
  let crc = ~0;
  for (const letter of body) {
    crc ^= octet(letter);
    for (let bit = 8; bit--;) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return base36((~crc >>> 0) % 36 ** 5, 5);
}

/** The ASCII code; that of "?" for any other letter. */
const octet = (letter: string): number => (letter > "\x7f" ? 63 : letter.charCodeAt(0));

const base36 = (value: number, width: number): string =>
  value.toString(36).padStart(width, "0").slice(-width);

/** A stored text as far as it is read, without the space that an LMS may put around it. */
function trimmed(text: string): string {
  const bare = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  return Array.from(bare).slice(0, MAX_LENGTH).join("");
}

/** What a text holds, as far as it can be understood without knowing the story. */
export function parse(text: string, module: string, version: number): [AttemptRecord, Notice] {
  const start = fresh(module, version);
  const whole = trimmed(text);
  if (!whole) return [start, ""];
  const cut = whole.lastIndexOf(".");
  const body = whole.slice(0, Math.max(cut, 0));
  const intact = checksum(body) === whole.slice(cut + 1);
  const readable = intact ? body : whole;
  const fields = readable.split(".");
  const [format, id] = fields;
  const strange = intact ? "record-other-module" : "record-damaged";
  if (id !== module) return [start, strange];
  const lost = fill(start, fields);
  if (format !== FORMAT) return [start, "record-newer"];
  if (!intact || lost) return [start, "record-damaged"];
  if (start.version > version) return [start, "record-newer"];
  return [start, ""];
}

/** Fills the record with what can be read of each field; true when something was lost. */
function fill(record: AttemptRecord, fields: string[]): boolean {
  const [, , version = "", attempt = "", way = "", plan = "", result = ""] = fields;
  if (NUMBER.test(version)) record.version = Number(version);
  if (ATTEMPT.test(attempt)) record.attempt = Number(attempt);
  const parts = way ? way.split("-") : [];
  record.steps = steps(parts);
  const chosen = PLAN.exec(plan);
  if (chosen) record.plan = { cue: chosen[1]!, action: chosen[2]! };
  record.done = done(result);
  if (record.steps.length < parts.length) return true;
  return !!(plan && !chosen) || !!(result && !record.done);
}

/** The longest readable prefix. */
function steps(parts: string[]): Step[] {
  const found: Step[] = [];
  for (const part of parts) {
    const step = STEP.exec(part);
    if (!step) break;
    found.push([step[1]!, step[2]!]);
  }
  return found;
}

function done(text: string): Done | null {
  const found = DONE.exec(text);
  if (!found) return null;
  const percent = found[2] ? Number(found[2]) : null;
  return { version: Number(found[1]), percent };
}

/** Of which module a stored text is, damaged or not; "" where it says nothing. */
export const moduleOf = (text: string): string => text.split(".")[1] ?? "";

/** The best finished attempt that a stored text tells of, damaged or not. */
export const doneOf = (text: string): Done | null => done(text.split(".")[6] ?? "");
