// The statements of a cmi5 unit: initialized, completed, passed, terminated (cmi5 9.3), and two
// that cmi5 merely allows (7.1.3): answered, and scored. A cmi5 defined statement may carry a score
// only where it says passed or failed (9.5.1); scored says how well it went and judges nobody.

import { listed, pairs } from "./edition";
import type { Interaction } from "./recorder";
import { duration } from "./times";
import type { Json, Launch, Statement } from "./xapi";

export const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const SCENARIO = "http://id.tincanapi.com/activitytype/scenario";

const TYPE = { choose: "choice", pick: "choice", rank: "sequencing", rate: "matching" } as const;

/** What the LMS has put into the state document LMS.LaunchData (cmi5 10.0). */
export interface LaunchData {
  contextTemplate?: Json;
  launchMode?: string;
  masteryScore?: number;
  returnURL?: string;
}

/** What is told of a registration: completed and passed once, scored for each new best. */
export type Told = "completed" | "passed" | "scored";

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

const defined = (...names: string[]): Lists =>
  ({ category: names.map((name) => activity(CATEGORY + name)) });

/** The options in words (xAPI 1.0.3, Data 2.4.4.1: choices; source for what is rated). */
function components({ type, options, lang }: Interaction): Json {
  const worded = ([id, words]: [string, string]): Json => ({ id, description: { [lang]: words } });
  if (type !== "rate") return { choices: options.map(worded) };
  const lettered = options.map(([, words], i): [string, string] => [String.fromCharCode(97 + i), words]);
  return { source: lettered.map(worded) };
}

export class Statements {
  constructor(private readonly launch_: Launch, private readonly data_: LaunchData) {}

  initialized(): Statement { return this.make_("initialized", {}, defined("cmi5")); }

  terminated(seconds: number): Statement {
    return this.make_("terminated", { result: { duration: duration(seconds) } }, defined("cmi5"));
  }

  /** In a later launch the same statement is made anew with its id: the session is another one. */
  told(verb: Told, [id, seconds, percent]: Due): Statement {
    const result: Json = { duration: duration(seconds) };
    if (percent !== null) {
      result["score"] = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
    }
    if (verb === "scored") return this.make_(verb, { id, result }, {});
    result[verb === "passed" ? "success" : "completion"] = true;
    const mastery = verb === "passed" ? this.data_.masteryScore : undefined;
    return this.make_(verb, { id, result }, defined("cmi5", "moveon"), mastery);
  }

  answered(item: Interaction): Statement {
    const { id, type, response, key, share: [got, of], lang } = item;
    const { activityId } = this.launch_;
    const words = (text: string): string =>
      type === "rate" ? pairs(text, "[.]", "[,]") : listed(text, "[,]");
    const pattern = key && { correctResponsesPattern: [words(key)] };
    const definition = {
      type: INTERACTION, interactionType: TYPE[type], ...pattern,
      description: { [lang]: item.prompt }, ...components(item),
    };
    const score = { scaled: Math.round((got / of) * 1e4) / 1e4 };
    return this.make_("answered", {
      object: activity(`${activityId}/${id}`, { definition }),
      result: { response: words(response), success: got >= of, score },
    }, { parent: [activity(activityId, { definition: { type: SCENARIO } })] });
  }

  /** The context template goes into every statement and is never overwritten; its entries come
   *  first (cmi5 10.0; adlnet/CATAPULT compares them one by one). */
  private make_(verb: string, parts: Json, ours: Lists, mastery?: number): Statement {
    const { activityId, actor, registration } = this.launch_;
    const template = this.data_.contextTemplate ?? {};
    const contextActivities = { ...template["contextActivities"] as Lists };
    for (const [list, added] of Object.entries(ours)) {
      contextActivities[list] = [...(contextActivities[list] ?? []), ...added];
    }
    const extensions = { ...(template["extensions"] as Json), [MASTERY]: mastery };
    return {
      id: uuid(), actor, timestamp: new Date().toISOString(),
      verb: { id: VERBS + verb, display: { en: verb } },
      object: activity(activityId),
      ...parts,
      context: {
        ...template, registration, contextActivities, ...(mastery !== undefined && { extensions }),
      },
    };
  }
}
