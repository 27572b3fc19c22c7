// The few xAPI 1.0.3 requests of a cmi5 unit, with its launch parameters (cmi5 8.1, 8.2).

import { wait } from "./find-api";

export interface Launch {
  endpoint: string;
  fetch: string;
  actor: unknown;
  registration: string;
  activityId: string;
}

export type Json = Record<string, unknown>;
export type Statement = Json & { id: string };

const LOOKS = 3;       // for what is asked at launch
const PAUSE = 600;     // ms between them

/** The LMS answered, and said no; `status` is the HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number) { super(); }
}

/** Worth another try: no answer, the server's own trouble, or too many requests. */
export function passing(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500 || [408, 429].includes(error.status);
}

/** The session may be over. A strict LMS says the same of a statement that breaks a rule:
 *  ADL's player answers 401 (adlnet/CATAPULT, player/service/plugins/routes/lrs.js). */
export function shut(error: unknown): boolean {
  return error instanceof Refused && [401, 403].includes(error.status);
}

/** null where the page was not launched by a cmi5 LMS. */
export function launchOf(search: string): Launch | null {
  const given = new URLSearchParams(search);
  const [endpoint, fetch, actor, registration, activityId] =
    ["endpoint", "fetch", "actor", "registration", "activityId"]
      .map((name) => given.get(name) ?? "");
  try {
    if (!endpoint || !fetch || !registration || !activityId) return null;
    const base = endpoint.replace(/\/*$/, "/");
    return { endpoint: base, fetch, actor: JSON.parse(actor!), registration, activityId };
  } catch {
    return null;
  }
}

/** A launch is not lost for one bad moment of the LMS. */
async function patient<T>(ask: () => Promise<T>): Promise<T> {
  for (let look = 1; ; look++) {
    try {
      return await ask();
    } catch (error) {
      if (look === LOOKS || !passing(error)) throw error;
      await wait(PAUSE);
    }
  }
}

export class Xapi {
  private token_ = "";

  constructor(readonly launch: Launch) {}

  /** The fetch URL gives its token once only (cmi5 8.2.2): after a reload the module must be opened
   *  again. It is asked again only where it gave none and did not say that it had (8.2.3). */
  authorise_(): Promise<void> {
    return patient(async () => {
      const answer = await fetch(this.launch.fetch, { method: "POST" });
      if (!answer.ok) throw new Refused(answer.status);
      const { "auth-token": token } = await answer.json() as Json;
      if (typeof token !== "string") throw new Refused(401);
      this.token_ = token;
    });
  }

  /** null for a document that is not there. */
  state_(stateId: string): Promise<Json | null> {
    return this.read_("activities/state", { ...this.place_(), stateId });
  }

  keepState_(stateId: string, document: Json): Promise<unknown> {
    return this.send_("PUT", "activities/state", { ...this.place_(), stateId }, document);
  }

  /** Asked for because cmi5 11.0 says so; the module has one language and no sound. */
  preferences_(): Promise<unknown> {
    const profileId = "cmi5LearnerPreferences";
    return this.read_("agents/profile", { agent: this.agent_, profileId }).catch(() => null);
  }

  /** One, or several in their order: all of them or none. Sent again with the same id after a
   *  failure, for the store keeps one. */
  say_(said: Statement | Statement[]): Promise<unknown> {
    return this.send_("POST", "statements", {}, said);
  }

  /** Whether the store has a statement of this verb about this unit; false where it is silent. */
  async has_(verb: string): Promise<boolean> {
    const { activityId: activity, registration } = this.launch;
    const query = { verb, activity, registration, agent: this.agent_, limit: "1" };
    const found = await this.read_("statements", query).catch(() => null);
    return !!(found?.["statements"] as unknown[] | undefined)?.length;
  }

  private get agent_(): string { return JSON.stringify(this.launch.actor); }

  private place_(): Record<string, string> {
    const { activityId, registration } = this.launch;
    return { activityId, agent: this.agent_, registration };
  }

  private read_(path: string, query: Record<string, string>): Promise<Json | null> {
    return patient(async () => {
      try {
        return await (await this.send_("GET", path, query)).json() as Json;
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return null;
        throw error;
      }
    });
  }

  /** `keepalive` lets a request outlive the page. 409: the store has a statement of this id. */
  private async send_(
    method: string, path: string, query: Record<string, string>, body?: object,
  ): Promise<Response> {
    const answer = await fetch(`${this.launch.endpoint}${path}?${new URLSearchParams(query)}`, {
      method, keepalive: true,
      headers: {
        Authorization: `Basic ${this.token_}`, "X-Experience-API-Version": "1.0.3",
        ...(body && { "Content-Type": "application/json" }),
      },
      body: body && JSON.stringify(body),
    });
    if (answer.ok || (path === "statements" && answer.status === 409)) return answer;
    throw new Refused(answer.status);
  }
}
