// The statements of a cmi5 unit: initialized, completed, passed, terminated (cmi5 9.3), and two
// that cmi5 merely allows (7.1.3): answered, and scored. A cmi5 defined statement may carry a score
// only where it says passed or failed (9.5.1); scored says how well it went and judges nobody.

import type { Interaction } from "./recorder";
import { BRACKETED, letter, TYPE, worded } from "./responses";
import { duration } from "./times";
import type { Json, Launch, Statement } from "./xapi";

export const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const SCENARIO = "http://id.tincanapi.com/activitytype/scenario";

/** What the LMS has put into the state document LMS.LaunchData (cmi5 10.0). */
export interface LaunchData {
  contextTemplate?: Json;
  launchMode?: string;
  masteryScore?: number;
  returnURL?: string;
}

/** What came of a registration: completed and passed once, scored for each new best. */
export type Outcome = "completed" | "passed" | "scored";

/** A statement that is not known to have arrived; `percent` is null in completed. */
export type Due = [id: string, seconds: number, percent: number | null];

/** `crypto.randomUUID` is missing on plain http, where some LMSs still are. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

type Lists = Record<string, unknown[]>;

const activity = (id: string, more?: Json): Json => ({ objectType: "Activity", id, ...more });

const defined = (...names: string[]): Lists => ({
  category: names.map((name) => activity(CATEGORY + name)),
});

/** The options in words (xAPI 1.0.3, Data 2.4.4.1: choices; source for what is rated). */
function components({ type, options, lang }: Interaction): Json {
  const described = (id: string, words: string): Json => ({ id, description: { [lang]: words } });
  if (type === "rate")
    return { source: options.map(([, words], i) => described(letter(i), words)) };
  return { choices: options.map(([id, words]) => described(id, words)) };
}

function definition(item: Interaction): Json {
  const { type, key, lang, prompt } = item;
  return {
    type: INTERACTION,
    interactionType: TYPE[type],
    ...(key && { correctResponsesPattern: [worded(type, key, BRACKETED)] }),
    description: { [lang]: prompt },
    ...components(item),
  };
}

export interface Statements {
  initialized(): Statement;
  terminated(seconds: number): Statement;
  /** In a later launch the same statement is made anew with its id: the session is another one. */
  outcome(verb: Outcome, due: Due): Statement;
  answered(item: Interaction): Statement;
}

export function makeStatements(launch: Launch, data: LaunchData): Statements {
  const { activityId, actor, registration } = launch;

  /** The context template goes into every statement and is never overwritten; its entries come
   *  first (cmi5 10.0; adlnet/CATAPULT compares them one by one). It always has extensions, the
   *  session's id (cmi5 9.6.3.1); what is undefined is left out of JSON. */
  function context(ours: Lists, mastery?: number): Json {
    const template = data.contextTemplate ?? {};
    const contextActivities = { ...(template["contextActivities"] as Lists) };
    for (const [list, added] of Object.entries(ours)) {
      contextActivities[list] = [...(contextActivities[list] ?? []), ...added];
    }
    const extensions = { ...(template["extensions"] as Json), [MASTERY]: mastery };
    return { ...template, registration, contextActivities, extensions };
  }

  const make = (verb: string, parts: Json, ours: Lists, mastery?: number): Statement => ({
    id: uuid(),
    actor,
    timestamp: new Date().toISOString(),
    verb: { id: VERBS + verb, display: { en: verb } },
    object: activity(activityId),
    ...parts,
    context: context(ours, mastery),
  });

  function outcome(verb: Outcome, [id, seconds, percent]: Due): Statement {
    const result: Json = { duration: duration(seconds) };
    if (percent !== null) {
      result["score"] = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
    }
    if (verb === "scored") return make(verb, { id, result }, {});
    const passed = verb === "passed";
    const reached = passed ? "success" : "completion";
    result[reached] = true;
    const mastery = passed ? data.masteryScore : undefined;
    return make(verb, { id, result }, defined("cmi5", "moveon"), mastery);
  }

  function answered(item: Interaction): Statement {
    const [got, of] = item.share;
    const score = { scaled: Math.round((got / of) * 1e4) / 1e4 };
    const response = worded(item.type, item.response, BRACKETED);
    const parts = {
      object: activity(`${activityId}/${item.id}`, { definition: definition(item) }),
      result: { response, success: got >= of, score },
    };
    const parent = activity(activityId, { definition: { type: SCENARIO } });
    return make("answered", parts, { parent: [parent] });
  }

  return {
    initialized: () => make("initialized", {}, defined("cmi5")),
    terminated: (seconds) =>
      make("terminated", { result: { duration: duration(seconds) } }, defined("cmi5")),
    outcome,
    answered,
  };
}
