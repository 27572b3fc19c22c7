// The few xAPI 1.0.3 requests of a cmi5 unit, with its launch parameters (cmi5 8.1, 8.2).

import { wait } from "./wait";

export interface Launch {
  endpoint: string;
  fetch: string;
  actor: unknown;
  registration: string;
  activityId: string;
}

export type Json = Record<string, unknown>;
export type Statement = Json & { id: string };

const LOOKS = 3; // for what is asked at launch
const PAUSE = 600; // ms between them

/** The LMS answered, and said no; `status` is the HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super();
  }
}

/** Worth another try: no answer, the server's own trouble, or too many requests. */
export function passing(error: unknown): boolean {
  return !(error instanceof Refused) || error.status >= 500 || [408, 429].includes(error.status);
}

/** The launch may be over. A strict LMS says the same of a statement that breaks a rule: ADL's
 *  player answers 401 (adlnet/CATAPULT, player/service/plugins/routes/lrs.js). */
export function shut(error: unknown): boolean {
  return error instanceof Refused && [401, 403].includes(error.status);
}

/** null where the page was not launched by a cmi5 LMS. */
export function launchOf(search: string): Launch | null {
  const parameters = new URLSearchParams(search);
  const given = (name: string): string => parameters.get(name) ?? "";
  const [fetch, registration, activityId] = ["fetch", "registration", "activityId"].map(given);
  if (!given("endpoint") || !fetch || !registration || !activityId) return null;
  const endpoint = given("endpoint").replace(/\/*$/, "/");
  try {
    return { endpoint, fetch, actor: JSON.parse(given("actor")), registration, activityId };
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

export interface Xapi {
  /** Gets the token of this launch. Throws Refused. */
  authorise(): Promise<void>;
  /** A document of the state; null where it is not there. */
  state(stateId: string): Promise<Json | null>;
  keepState(stateId: string, document: Json): Promise<unknown>;
  preferences(): Promise<unknown>;
  /** One, or several in their order: all of them or none. Sent again with the same id after a
   *  failure, for the store keeps one. */
  say(said: Statement | Statement[]): Promise<unknown>;
  /** Whether the store has a statement of this verb about this unit; false where it is silent. */
  has(verb: string): Promise<boolean>;
}

export function makeXapi(launch: Launch): Xapi {
  const { endpoint, activityId, registration } = launch;
  const agent = JSON.stringify(launch.actor);
  const place = { activityId, agent, registration };
  let token = "";

  /** The answer's text; it is read in any case, for one that nobody reads may hold its connection.
   *  `keepalive` lets a request outlive the page. 409: the store has a statement of this id. */
  async function send(
    method: string,
    path: string,
    query: Record<string, string>,
    body?: object,
  ): Promise<string> {
    const answer = await fetch(`${endpoint}${path}?${new URLSearchParams(query)}`, {
      method,
      keepalive: true,
      headers: {
        Authorization: `Basic ${token}`,
        "X-Experience-API-Version": "1.0.3",
        ...(body && { "Content-Type": "application/json" }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.ok || (path === "statements" && answer.status === 409)) return text;
    throw new Refused(answer.status);
  }

  const read = (path: string, query: Record<string, string>): Promise<Json | null> =>
    patient(async () => {
      try {
        return JSON.parse(await send("GET", path, query)) as Json;
      } catch (error) {
        if ((error as Refused).status === 404) return null;
        throw error;
      }
    });

  /** The fetch URL gives its token once only (cmi5 8.2.2): after a reload the module must be opened
   *  again. It is asked again only where it gave none and did not say that it had (8.2.3). */
  const authorise = (): Promise<void> =>
    patient(async () => {
      const answer = await fetch(launch.fetch, { method: "POST" });
      if (!answer.ok) throw new Refused(answer.status);
      const { "auth-token": given } = (await answer.json()) as Json;
      if (typeof given !== "string") throw new Refused(401);
      token = given;
    });

  async function has(verb: string): Promise<boolean> {
    const query = { verb, activity: activityId, registration, agent, limit: "1" };
    const found = await read("statements", query).catch(() => null);
    const statements = found?.["statements"] as unknown[] | undefined;
    return !!statements?.length;
  }

  return {
    authorise,
    state: (stateId) => read("activities/state", { ...place, stateId }),
    keepState: (stateId, document) =>
      send("PUT", "activities/state", { ...place, stateId }, document),
    // Asked for because cmi5 11.0 says so; the module has one language and no sound.
    preferences: () =>
      read("agents/profile", { agent, profileId: "cmi5LearnerPreferences" }).catch(() => null),
    say: (said) => send("POST", "statements", {}, said),
    has,
  };
}
