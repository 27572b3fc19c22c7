// <olw-player>: reads its configuration, opens the session, and draws into a shadow root once there
// is something to show. Until then the pre-rendered first scene shows through a slot.

import type { Config } from "./config";
import "./kit";
import type { Trouble } from "./recorders/recorder";
import type { PlaySession } from "./session/play-session";
import { phraseBook, type Phrase } from "./strings";
import { el } from "./ui/dom";
import { frame } from "./ui/frame";
import { beside, loadMore } from "./ui/load-more";
import type { More } from "./ui/player";
import { theme } from "./ui/theme";
import { whole } from "./whole";

const PAUSE = 500; // ms after the first paint

export type MakeSession = (config: Config, phrase: Phrase) => PlaySession;

/** `ownTrust`: the page stands beside a trust.json. */
export function define(make: MakeSession, ownTrust = false): void {
  class OlwPlayer extends HTMLElement {
    connectedCallback(): void {
      const start = (): void => void begin(this, make, ownTrust);
      if (this.querySelector(".olw-config")) start();
      else addEventListener("DOMContentLoaded", start, { once: true });
    }
  }

  if (!customElements.get("olw-player")) customElements.define("olw-player", OlwPlayer);
}

async function begin(host: HTMLElement, make: MakeSession, ownTrust: boolean): Promise<void> {
  const script = host.querySelector(".olw-config");
  if (host.shadowRoot || !script) return;
  const config = read(host, script.textContent!);
  config.trust ??= {};
  const phrase = phraseBook(config.strings);
  const session = make(config, phrase);
  const troubles: Trouble[] = [];
  if (PACKAGED) session.onTrouble = (trouble) => troubles.push(trouble);
  const root = host.attachShadow({ mode: "open" });
  const begun = session.begin();
  const paint = await dress(root, config);
  const { view, note } = await begun;
  host.querySelector(".olw-first")?.remove();
  if (!view && !config.modules && config.show === "story") {
    root.append(el("p", phrase("broken")));
    return;
  }
  const shown = frame(config, session, phrase, root);
  shown.begin(view, note);
  if (PACKAGED) troubles.forEach(shown.trouble);
  const more = await later(config.more);
  if (!PACKAGED || !ownTrust || !more) return;
  shown.trust(await more.loadTrust(new URL(".", location.href).href));
  paint();
}

/** A package's words stand beside its configuration. */
function read(host: HTMLElement, text: string): Config {
  const given = JSON.parse(text);
  const words = PACKAGED && host.querySelector(".olw-words");
  const config = words ? whole(given, words.textContent!) : given;
  return config as Config;
}

/** Puts the page's style on, and waits until it is there or cannot be had; gives a function that
 *  puts the trust's colours on anew. */
async function dress(root: ShadowRoot, config: Config): Promise<() => void> {
  const paint = (): void => theme(root.host as HTMLElement, config.trust);
  paint();
  const look = el<HTMLLinkElement>("link", {
    rel: "stylesheet",
    href: config.style ?? beside("player.css"),
  });
  const settled = new Promise((done) => {
    look.onload = look.onerror = done;
  });
  root.append(look, el("slot"));
  await settled;
  return paint;
}

/** The second script, once the first screen stands; null where it cannot be had. */
async function later(address?: string): Promise<More | null> {
  await new Promise((done) => setTimeout(done, PAUSE));
  return loadMore(address).catch(() => null);
}
