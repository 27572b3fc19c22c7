// A session with a server: posts a response, gets the next View (docs/developers/formats.md, section 7).

import type { CardView, View } from "../engine/index";
import type { Config } from "../config";
import { remote as words } from "../../strings/en-GB.json";
import { learn, type Translate } from "../ui/strings";
import { Refusal, type Moved, type Session } from "./session";

interface Answer {
  view?: View;
  card?: CardView;
  notice?: string;
  error?: { code: string; message: string };
}

const PAUSE = 1000; // ms before the one retry after a network failure

export function remoteSession(config: Config, t: Translate): Session {
  learn(words);
  const { urls, auth = {}, view, notice } = config;

  const cookie = (name: string): string =>
    document.cookie
      .split("; ")
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? "";

  const request = (url: string, body: unknown): Promise<Response> =>
    fetch(url, {
      method: "POST",
      credentials: "same-origin",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        ...(auth.bearer && { Authorization: `Bearer ${auth.bearer}` }),
        ...(auth.csrfCookie && { "X-CSRFToken": cookie(auth.csrfCookie) }),
      },
    });

  /** Sent twice at most: the server takes the same step with the same answer once. */
  async function post(url: string, body: unknown): Promise<Answer> {
    let reply: Response;
    try {
      reply = await request(url, body).catch(async () => {
        await new Promise((done) => setTimeout(done, PAUSE));
        return request(url, body);
      });
    } catch {
      throw new Refusal(t("unreachable"));
    }
    const answer = (await reply.json().catch(() => ({}))) as Answer;
    if (reply.ok || (reply.status === 409 && answer.view)) return answer;
    throw new Refusal(answer.error?.message || t("refused"));
  }

  const move = async (name: "respond" | "retry" | "plan", body: unknown): Promise<Moved> => {
    const { view: next, error, notice: said } = await post(urls![name], body);
    if (!next) throw new Refusal(t("refused"));
    return { view: next, saved: Promise.resolve(!error), note: error?.message ?? said };
  };

  return {
    cover: config.cover,
    onTrouble: () => undefined,
    onSaved: () => undefined,
    begin: () => Promise.resolve({ view: view ?? null, note: notice }),
    respond: ({ attempt, step }, response) => move("respond", { attempt, step, response }),
    retry: ({ attempt }, step) => move("retry", { attempt, step }),
    plan: (choice) => move("plan", choice),
    async card(card, _again, response, variant) {
      const { card: shown } = await post(urls!.card, { card, variant, response });
      if (!shown) throw new Refusal(t("refused"));
      return shown;
    },
  };
}
