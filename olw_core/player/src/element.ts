// <olw-player>: reads its configuration, opens the session, and draws into a shadow root once there
// is something to show. Until then the pre-rendered first scene in the light DOM stands.

import type { Config } from "./config";
import "./kit";
import type { Trouble } from "./recorders/recorder";
import type { PlaySession } from "./session/play-session";
import { phraseBook, type Phrase } from "./strings";
import css from "./styles/player.scss";
import { el } from "./ui/dom";
import { frame } from "./ui/frame";
import { loadMore } from "./ui/load-more";
import type { More } from "./ui/player";
import { theme } from "./ui/theme";

const PAUSE = 500; // ms after the first paint

export type MakeSession = (config: Config, phrase: Phrase) => PlaySession;

export function define(make: MakeSession): void {
  class OlwPlayer extends HTMLElement {
    connectedCallback(): void {
      const start = (): void => void begin(this, make);
      if (this.querySelector(".olw-config")) start();
      else addEventListener("DOMContentLoaded", start, { once: true });
    }
  }

  if (!customElements.get("olw-player")) customElements.define("olw-player", OlwPlayer);
}

async function begin(host: HTMLElement, make: MakeSession): Promise<void> {
  const script = host.querySelector(".olw-config");
  if (host.shadowRoot || !script) return;
  const config = JSON.parse(script.textContent!) as Config;
  config.trust ??= {};
  const phrase = phraseBook(config.strings);
  const session = make(config, phrase);
  const troubles: Trouble[] = [];
  session.onTrouble = (trouble) => troubles.push(trouble);
  const { view, note } = await session.begin();
  const root = host.attachShadow({ mode: "open" });
  host.querySelector(".olw-first")?.remove();
  const paint = dress(root, config);
  if (!view && !config.modules && config.show === "story") {
    root.append(el("p", phrase("broken")));
    return;
  }
  const shown = frame(config, session, phrase, root);
  shown.begin(view, note);
  troubles.forEach(shown.trouble);
  const more = await later(config.more);
  if (!more?.loadTrust) return;
  shown.trust(await more.loadTrust(new URL(".", location.href).href));
  paint();
}

/** Puts the style on; gives a function that puts the trust's colours on anew. */
function dress(root: ShadowRoot, config: Config): () => void {
  const look = new CSSStyleSheet();
  const own = new CSSStyleSheet();
  const paint = (): void => own.replaceSync(theme(config.trust));
  look.replaceSync(css);
  paint();
  root.adoptedStyleSheets = [look, own];
  return paint;
}

/** The second script, once the first screen stands; null where it cannot be had. */
async function later(address?: string): Promise<More | null> {
  await new Promise((done) => setTimeout(done, PAUSE));
  return loadMore(address).catch(() => null);
}
