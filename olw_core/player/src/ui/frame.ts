// The frame: title and trust above, one screen, one status line, and below it the same links in the same order on every screen.

import type { Config, Theme } from "../config";
import type { View } from "../engine/index";
import type { Session } from "../session/session";
import { button, h, nodes, replace, type Child } from "./dom";
import { loadMore, type More } from "./more";
import type { Player } from "./player";
import { clearProblem, showProblem } from "./problem";
import { arrive, leave } from "./scene";
import { learn, type Key, type Translate } from "./strings";

/** Notices whose words stand in the second script: they are rare. */
const CODE = /^(mode|no-lms|not-saved|offline|session-ended|record-\S+)$/;

export interface Frame { begin(view: View | null, note?: string): void; trust(values: Theme): void }

export function frame(config: Config, session: Session, t: Translate, root: ShadowRoot): Frame {
  const [bar, screen, foot] = [h("div"), h("div.screen"), h("footer")];
  const status = h("p.status", { role: "status" });
  const rtl = /^(ar|he|fa|ur|ps|sd|ug|yi|dv)\b/.test(config.lang);
  const box = h("div.olw", { lang: config.lang, dir: rtl ? "rtl" : "ltr" }, bar, screen, status, foot);
  let current: View | undefined;      // where the story stands, when it is on the screen
  let last: View | undefined;         // where it stood last
  let trouble = "";
  let title = "";                     // of the page, where the page is ours: scene and module
  let busy = false;
  let more: More | null = null;

  const heading = (depth: number, spec: string): string => `h${Math.min(6, config.heading + depth)}${spec}`;

  function say(words: string): void {
    if (status.textContent !== words) status.textContent = words;
  }

  function name(before = ""): void {
    if (config.ownsPage && title) document.title = before + title;
  }

  function show(children: Child[], view?: View, quiet = false): void {
    current = view;
    last = view ?? last;
    if (quiet) screen.append(...nodes(children));
    else replace(screen, children);
    edges();
    say("");
    const top = screen.querySelector<HTMLElement>(".top");
    title = top ? `${top.textContent} – ${session.cover.title}` : title;
    name();
    if (quiet || !top) return;
    top.focus({ preventScroll: true });
    top.scrollIntoView();
  }

  /** Draws title, way out and links for the screen at hand. */
  function edges(): void {
    const { logo, name, problem_url: address } = config.trust;
    const { title, source_title: source, minutes } = session.cover;
    bar.replaceChildren(...nodes([
      (logo || name) && h("p.trust", null, logo && h("img", { src: logo, alt: name ?? "" }), !logo && name),
      h("header", null,
        h("p.caption", null, source, " · ", t("minutes", { n: minutes })),
        h(heading(0, ".title"), null, title),
        current && h("progress", { max: 100, value: current.progress, "aria-label": t("progress") })),
    ]));
    foot.replaceChildren(...nodes([
      session.course && last && button(t("modules"), () => withMore((m) => m.courseScreen(player)), "link"),
      current?.leave && button(t("leave"), () => player.leave(current!), "link"),
      address && h("a.link", { href: address, target: "_blank", rel: "noopener noreferrer" }, t("problem")),
      session.close && button(t("close"), () => { session.close!(); say(t("closed")); }, "link"),
    ]));
  }

  /** Runs with the second script: at once where it is here already. */
  function withMore(use: (m: More) => void, without = (): void => say(t("unloaded"))): void {
    if (more) return use(more);
    loadMore(config.more).then((m) => {
      if (!more) {
        more = m;
        learn(m.strings);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(m.css);
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      }
      use(m);
    }).catch(without);
  }

  const player: Player = {
    config, session, t, box, own: "", show, say,
    head: (depth, ...children) => h(heading(depth, ""), null, children),
    top: (caption, ...children) => h(heading(1, ".top"), { tabindex: -1 }, caption && [h("span.caption", null, caption), h("br"), " "], children),
    rest(make) {
      const place = h("div.stack");
      withMore((m) => place.replaceChildren(...nodes(make(m))));
      return place;
    },
    saving(saved) {
      void saved.then((kept) => say(kept ? t("saved") : trouble));
    },
    act(place, work, done) {
      if (busy) return;
      busy = true;
      clearProblem(place);
      name();
      work().then(done).catch((error: Error) => player.problem(place, error.message)).finally(() => { busy = false; });
    },
    problem(place, message, field) {
      showProblem(player, place, message, field);
      name(`${t("error")} `);
    },
    leave(view) {
      const before = [...screen.childNodes];
      withMore((m) => m.leaveScreen(player, view, before), () => leave(player, screen, view));
    },
    home() {
      if (last) arrive(player, last);
      else begin(null);
    },
  };

  session.onTrouble = (name) => withMore(() => say(trouble = t(name)));
  session.onSaved = () => {
    trouble = "";
    say(t("saved"));
  };
  root.append(box);

  function begin(view: View | null, code?: string): void {
    if (code && CODE.test(code)) return withMore(() => begin(view, t(code as Key)), () => begin(view));
    if (view && config.show === "story") arrive(player, view, true, code, true);
    else withMore((m) => session.course ? m.courseScreen(player, code, true) : m.openCards(player));
  }

  return {
    begin,
    trust(values) {
      Object.assign(config.trust, values);
      edges();
    },
  };
}
