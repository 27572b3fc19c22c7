// A record store as strict as the strictest cmi5 LMS that was read: ADL's player (adlnet/CATAPULT,
// player/service/plugins/routes/lrs.js) for what it refuses, cmi5 Quartz 9.3 for the order.
// It answers 403 where that one answers 401; `says` changes it. Faults are given by request number.

export const VERB = "http://adlnet.gov/expapi/verbs/";
const account = { homePage: "https://lms.example", name: "7" };
export const ACTOR = { objectType: "Agent", account };
export const AU = "https://lms.example/au/1";
export const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const ONCE = ["completed", "passed"];
const REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2";

export const name = (statement) => statement.verb.id.replace(VERB, "");

export class StrictStore {
  documents = {};
  statements = []; // kept, of all sessions
  refusals = []; // "verb: why"
  sent = []; // names of all statements that reached the store
  says = 403;
  fault = () => null; // ({ number, method, path, body }) -> null | status | "before" | "after"
  listing = true; // whether GET statements is allowed
  #session = 0;
  #sessions = {};
  number = 0;

  /** The address of a new launch; a session without a last word is abandoned (cmi5 9.3.6). */
  launch(data = {}) {
    for (const one of Object.values(this.#sessions)) one.over = true;
    const session = `s${++this.#session}`;
    this.#sessions[session] = { verbs: [], preferences: false, over: false };
    this.documents["LMS.LaunchData"] = {
      contextTemplate: {
        contextActivities: { grouping: [{ id: "https://trust.example/kind" }] },
        extensions: { [SESSION]: session },
      },
      launchMode: "Normal",
      moveOn: "Completed",
      ...data,
    };
    this.mastery = data.masteryScore;
    return `https://lms.example/course/index.html?${new URLSearchParams({
      endpoint: "https://lms.example/xapi",
      fetch: `https://lms.example/fetch?code=${session}`,
      actor: JSON.stringify(ACTOR),
      registration: REGISTRATION,
      activityId: AU,
    })}`;
  }

  /** Stands for `fetch`. */
  fetch = async (address, { method = "GET", body, headers = {} } = {}) => {
    const url = new URL(address);
    const path = url.pathname.replace("/xapi/", "");
    const asked = { number: ++this.number, method, path, body: body && JSON.parse(body) };
    const fault = this.fault(asked);
    if (fault === "before") throw new TypeError("no network");
    // a unit must ask, and must not take 403 for an error (cmi5 11.0)
    if (path === "agents/profile") this.#session_(headers.Authorization).preferences = true;
    if (typeof fault === "number") return Response.json({}, { status: fault });
    const answer = this.#answer(url, path, method, asked.body, headers.Authorization);
    if (fault === "after") throw new TypeError("the answer was lost");
    return answer;
  };

  #answer(url, path, method, body, authorization) {
    if (path === "/fetch") return this.#token(url.searchParams.get("code"));
    const session = this.#session_(authorization);
    if (!session) return new Response("", { status: 401 });
    if (path === "agents/profile") return new Response("", { status: 404 });
    const query = url.searchParams;
    if (path === "activities/state") return this.#state(query.get("stateId"), method, body);
    return method === "GET" ? this.#list(query) : this.#take(session, body);
  }

  #session_(authorization) {
    return this.#sessions[authorization?.replace("Basic ", "")];
  }

  #token(code) {
    const session = this.#sessions[code];
    if (!session || session.token) {
      return Response.json({ "error-code": "1", "error-text": "used" });
    }
    session.token = code;
    return Response.json({ "auth-token": code });
  }

  #state(id, method, body) {
    if (method === "GET") {
      const known = id in this.documents;
      return known ? Response.json(this.documents[id]) : new Response("", { status: 404 });
    }
    if (id === "LMS.LaunchData") return new Response("", { status: 403 });
    this.documents[id] = body;
    return new Response(null, { status: 204 });
  }

  #list(query) {
    if (!this.listing) return new Response("", { status: 403 });
    const found = this.statements.filter(
      (one) => one.verb.id === query.get("verb") && one.object.id === query.get("activity"),
    );
    return Response.json({ statements: found.slice(0, Number(query.get("limit"))), more: "" });
  }

  #take(session, body) {
    const all = Array.isArray(body) ? body : [body];
    this.sent.push(...all.map(name));
    const fresh = [];
    for (const one of all) {
      const same = this.statements.find(({ id }) => id === one.id);
      if (same) {
        if (JSON.stringify(same) !== JSON.stringify(one)) return new Response("", { status: 409 });
        continue;
      }
      const why = this.#wrong(one, session, fresh.map(name));
      if (why) {
        this.refusals.push(`${name(one)}: ${why}`);
        return new Response(why, { status: this.says });
      }
      fresh.push(one);
    }
    session.verbs.push(...fresh.map(name));
    this.statements.push(...fresh);
    return new Response(null, { status: 204 });
  }

  #wrong(one, session, beside) {
    const verb = name(one);
    const before = [...session.verbs, ...beside];
    const context = one.context;
    if (session.over) return "the session was abandoned";
    if (!session.preferences) return "the preferences were not read";
    if (this.#sessions[context.extensions[SESSION]] !== session) return "not the session's id";
    if ((verb === "initialized") !== !before.length) return "initialized is first, and once";
    if (before.includes("terminated")) return "after terminated";
    const defined = context.contextActivities.category?.some(({ id }) => id.endsWith("/cmi5"));
    if (!defined) return "";
    const earlier = [...this.statements.map(name), ...beside];
    if (ONCE.includes(verb) && earlier.includes(verb)) return "a second time";
    if (verb === "passed" && one.result.score.scaled < (this.mastery ?? 0)) return "below mastery";
    if (one.result?.score && verb !== "passed") return "a score outside passed and failed";
    return "";
  }
}
