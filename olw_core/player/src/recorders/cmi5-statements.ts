// The statements of a cmi5 unit: initialized, completed, passed, terminated (cmi5 9.3), and answered as an allowed one.

import { listed, pairs } from "./edition";
import type { Interaction } from "./recorder";
import { duration } from "./times";
import type { Json, Launch } from "./xapi";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const SCENARIO = "http://id.tincanapi.com/activitytype/scenario";

const TYPE = { choose: "choice", pick: "choice", rank: "sequencing", rate: "matching" } as const;

/** What the LMS has put into the state document LMS.LaunchData (cmi5 10.0). */
export interface LaunchData { contextTemplate?: Json; launchMode?: string; masteryScore?: number; returnURL?: string }

export type Statement = Json & { id: string };

/** `crypto.randomUUID` is missing on plain http, where some LMSs still are. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Statements {
  constructor(private readonly launch_: Launch, private readonly data_: LaunchData) {}

  initialized(): Statement { return this.make_("initialized", {}, ["cmi5"]); }

  terminated(seconds: number): Statement {
    return this.make_("terminated", { result: { duration: duration(seconds) } }, ["cmi5"]);
  }

  completed(seconds: number): Statement {
    return this.make_("completed", { result: { completion: true, duration: duration(seconds) } }, ["cmi5", "moveon"]);
  }

  passed(percent: number, seconds: number): Statement {
    const score = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
    const result = { success: true, score, duration: duration(seconds) };
    return this.make_("passed", { result }, ["cmi5", "moveon"], this.data_.masteryScore);
  }

  answered({ id, type, response, key, share: [got, of] }: Interaction): Statement {
    const words = (text: string): string => type === "rate" ? pairs(text, "[.]", "[,]") : listed(text, "[,]");
    const definition = { type: INTERACTION, interactionType: TYPE[type], ...(key && { correctResponsesPattern: [words(key)] }) };
    return this.make_("answered", {
      object: { objectType: "Activity", id: `${this.launch_.activityId}/${id}`, definition },
      result: { response: words(response), success: got >= of, score: { scaled: Math.round((got / of) * 1e4) / 1e4 } },
    }, []);
  }

  /** The context template goes into every statement and is never overwritten. */
  private make_(verb: string, parts: Json, categories: string[], mastery?: number): Statement {
    const { activityId, actor, registration } = this.launch_;
    const template = this.data_.contextTemplate ?? {};
    const given = (template["contextActivities"] ?? {}) as Record<string, unknown[]>;
    const defined = categories.length > 0;
    const category = [...(given["category"] ?? []), ...categories.map((name) => ({ objectType: "Activity", id: CATEGORY + name }))];
    const parent = [...(given["parent"] ?? []), { objectType: "Activity", id: activityId, definition: { type: SCENARIO } }];
    return {
      id: uuid(), actor, timestamp: new Date().toISOString(),
      verb: { id: VERBS + verb, display: { en: verb } },
      object: { objectType: "Activity", id: activityId },
      ...parts,
      context: {
        ...template, registration,
        contextActivities: { ...given, ...(defined ? { category } : { parent }) },
        ...(mastery !== undefined && { extensions: { ...(template["extensions"] as Json), [MASTERY]: mastery } }),
      },
    };
  }
}
