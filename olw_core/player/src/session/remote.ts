// A session with a server: posts a response, gets the next View (docs/developers/formats.md,
// section 7).

import { remote as words } from "../../strings/en-GB.json";
import type { Config } from "../config";
import type { CardView, View } from "../engine/index";
import { learn, type Phrase } from "../strings";
import { Refusal, type Moved, type PlaySession } from "./play-session";

interface Answer {
  view?: View;
  card?: CardView;
  notice?: string;
  error?: { code: string; message: string };
}

/** A platform that does not know who is asking answers so, in words that are not ours. */
const SIGNED_OUT = [401, 403];
/** From this status on a web server in front tells, in HTML, that the service behind it is away. */
const AWAY = 502;
const PAUSE = 1000; // ms before the one retry after a network failure

export function remoteSession(config: Config, phrase: Phrase): PlaySession {
  learn(words);
  const { urls, auth = {}, view, notice } = config;

  const request = (url: string, body: unknown): Promise<Response> =>
    fetch(url, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        ...(auth.bearer && { Authorization: `Bearer ${auth.bearer}` }),
        ...(auth.csrfCookie && { "X-CSRFToken": cookie(auth.csrfCookie) }),
      },
    });

  /** Where only the web server in front answers, nobody was reached. */
  const isOurs = (reply: Response): boolean =>
    reply.status < AWAY || /json/.test(reply.headers.get("Content-Type")!);

  /** Sent twice at most: the server takes the same step with the same answer once. */
  async function send(url: string, body: unknown, pause = PAUSE): Promise<Response> {
    const reply = await request(url, body).catch(() => null);
    if (reply && isOurs(reply)) return reply;
    if (!pause) throw new Refusal(phrase("unreachable"));
    await new Promise((done) => setTimeout(done, pause));
    return send(url, body, 0);
  }

  async function post(url: string, body: unknown): Promise<Answer> {
    const reply = await send(url, body);
    const answer = (await reply.json().catch(() => ({}))) as Answer;
    if (reply.ok || answer.view) return answer; // a conflict brings the View as it is now
    if (!answer.error && SIGNED_OUT.includes(reply.status)) throw new Refusal(phrase("signedOut"));
    throw new Refusal(answer.error?.message || phrase("unsaved"));
  }

  async function move(name: "respond" | "retry" | "plan", body: unknown): Promise<Moved> {
    const answer = await post(urls![name], body);
    if (!answer.view) throw new Refusal(phrase("unsaved"));
    const { error } = answer;
    return {
      view: drawable(answer.view),
      saved: Promise.resolve(!error),
      note: error?.message ?? answer.notice,
    };
  }

  /** Endings bring the pictures that would have told of them. */
  function drawable(next: View): View {
    Object.assign(config.cover.pictures, next.pictures);
    return next;
  }

  return {
    cover: config.cover,
    async begin() {
      const first = view ? drawable(view) : null;
      return { view: first, note: notice };
    },
    respond: ({ attempt, step }, response) => move("respond", { attempt, step, response }),
    retry: ({ attempt }, step) => move("retry", { attempt, step }),
    plan: (choice) => move("plan", choice),
    async card(card, response, variant) {
      const answer = await post(urls!.card, { card, variant, response });
      if (!answer.card) throw new Refusal(phrase("unsaved"));
      return answer.card;
    },
  };
}

function cookie(name: string): string {
  const cookies = document.cookie.split("; ");
  const found = cookies.find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? "";
}
