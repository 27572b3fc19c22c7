// <olw-player>: reads its configuration, opens the session, and draws into a shadow root once there is something to show.
// Until then the pre-rendered first scene in the light DOM stands.

import type { Config } from "./config";
import type { Trouble } from "./recorders/recorder";
import type { Session } from "./session/session";
import "./kit";
import css from "./styles/player.scss";
import { h } from "./ui/dom";
import { frame } from "./ui/frame";
import { loadMore, type More } from "./ui/more";
import { translator, type Translate } from "./ui/strings";
import { theme } from "./ui/theme";

const PAUSE = 500; // ms after the first paint

export type MakeSession = (config: Config, t: Translate) => Session;

/** `packaged`: the trust's own values lie beside the page, in trust.json, and are read after the first paint. */
export function define(make: MakeSession, packaged = false): void {
  class OlwPlayer extends HTMLElement {
    connectedCallback(): void {
      if (this.querySelector(".olw-config")) void this.begin();
      else addEventListener("DOMContentLoaded", () => void this.begin(), { once: true });
    }

    private async begin(): Promise<void> {
      const script = this.querySelector(".olw-config");
      if (this.shadowRoot || !script) return;
      const config = JSON.parse(script.textContent!) as Config;
      config.trust ??= {};
      const t = translator(config.strings);
      const session = make(config, t);
      const told: Trouble[] = [];
      session.onTrouble = (trouble) => told.push(trouble);
      const { view, note } = await session.begin();
      const root = this.attachShadow({ mode: "open" });
      this.querySelector(".olw-first")?.remove();
      const [look, own] = [new CSSStyleSheet(), new CSSStyleSheet()];
      look.replaceSync(css);
      own.replaceSync(theme(config.trust));
      root.adoptedStyleSheets = [look, own];
      if (!view && !config.modules && config.show === "story") {
        root.append(h("p", null, t("broken")));
        return;
      }
      const shown = frame(config, session, t, root);
      shown.begin(view, note);
      told.forEach(shown.trouble);
      const more = await later(config.more);
      if (!packaged || !more) return;
      shown.trust(await more.loadTrust(new URL(".", location.href).href));
      own.replaceSync(theme(config.trust));
    }
  }

  /** The second script, once the first screen stands; null where it cannot be had. */
  const later = (address?: string): Promise<More | null> =>
    new Promise((done) => setTimeout(() => loadMore(address).then(done, () => done(null)), PAUSE));

  if (!customElements.get("olw-player")) customElements.define("olw-player", OlwPlayer);
}
