// The few xAPI 1.0.3 requests a cmi5 unit makes, with the launch parameters it was given (cmi5 8.1, 8.2).

export interface Launch { endpoint: string; fetch: string; actor: unknown; registration: string; activityId: string }

export type Json = Record<string, unknown>;

/** The LMS answered, and said no; `status` is the HTTP status. */
export class Refused extends Error {
  constructor(readonly status: number) { super(`The learning record store answered ${status}`); }
}

/** null where the page was not launched by a cmi5 LMS. */
export function launchOf(search: string): Launch | null {
  const given = new URLSearchParams(search);
  const [endpoint, fetch, actor, registration, activityId] =
    ["endpoint", "fetch", "actor", "registration", "activityId"].map((name) => given.get(name) ?? "");
  try {
    if (!endpoint || !fetch || !registration || !activityId) return null;
    return { endpoint: endpoint.replace(/\/*$/, "/"), fetch, actor: JSON.parse(actor!), registration, activityId };
  } catch {
    return null;
  }
}

export class Xapi {
  private token_ = "";

  constructor(readonly launch: Launch) {}

  /** The fetch URL answers once only (cmi5 8.2.2): after a reload the learner must open the module again. */
  async authorise(): Promise<void> {
    const answer = await (await fetch(this.launch.fetch, { method: "POST" })).json() as Json;
    if (typeof answer["auth-token"] !== "string") throw new Refused(401);
    this.token_ = answer["auth-token"];
  }

  /** null for a document that is not there. */
  state(stateId: string): Promise<Json | null> {
    return this.read_("activities/state", { ...this.place_(), stateId });
  }

  async keepState(stateId: string, document: Json): Promise<void> {
    await this.send_("PUT", "activities/state", { ...this.place_(), stateId }, document);
  }

  /** Asked for because cmi5 11.0 says so; the module has one language and no sound. */
  async preferences(): Promise<void> {
    await this.read_("agents/profile", { agent: JSON.stringify(this.launch.actor), profileId: "cmi5LearnerPreferences" })
      .catch(() => null);
  }

  /** Sent again with the same id after a failure: the store keeps one. */
  async statement(statement: Json & { id: string }): Promise<void> {
    await this.send_("PUT", "statements", { statementId: statement.id }, statement);
  }

  private place_(): Record<string, string> {
    const { activityId, actor, registration } = this.launch;
    return { activityId, agent: JSON.stringify(actor), registration };
  }

  private async read_(path: string, query: Record<string, string>): Promise<Json | null> {
    try {
      return await (await this.send_("GET", path, query)).json() as Json;
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    }
  }

  /** `keepalive` lets a request outlive the page. */
  private async send_(method: string, path: string, query: Record<string, string>, body?: Json): Promise<Response> {
    const answer = await fetch(`${this.launch.endpoint}${path}?${new URLSearchParams(query)}`, {
      method, keepalive: true,
      headers: {
        Authorization: `Basic ${this.token_}`, "X-Experience-API-Version": "1.0.3",
        ...(body && { "Content-Type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.ok || (method === "PUT" && path === "statements" && answer.status === 409)) return answer;
    throw new Refused(answer.status);
  }
}
