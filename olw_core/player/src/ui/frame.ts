// The frame: title and trust above, the state of saving, one screen, and below it the same links in the same
// order on every screen.

import type { Config, Theme } from "../config";
import type { View } from "../engine/index";
import type { Trouble } from "../recorders/recorder";
import type { Session } from "../session/session";
import { button, h, nodes, replace, type Child } from "./dom";
import { loadMore, type More } from "./more";
import type { Player } from "./player";
import { clearProblem, showProblem } from "./problem";
import { makeSaving } from "./saving";
import { arrive, help, leave } from "./scene";
import { learn, type Key, type Translate } from "./strings";

/** Notices whose words stand in the second script: they are rare. */
const CODE = /^(late|record)-\S+$/;

/** No further than needed: what is in view already stays where it is, in the frame and in the page around it. */
const NEAREST: ScrollIntoViewOptions = { block: "nearest" };

export interface Frame {
  begin(view: View | null, note?: string): void;
  trouble(name: Trouble): void;
  trust(values: Theme): void;
}

export function frame(config: Config, session: Session, t: Translate, root: ShadowRoot): Frame {
  const [bar, screen, foot] = [h("div"), h("div.screen"), h("footer")];
  const saving = makeSaving(t, (use) => withMore(use));
  const rtl = /^(ar|he|fa|ur|ps|sd|ug|yi|dv)\b/.test(config.lang);
  const dir = rtl ? "rtl" : "ltr";
  const box = h("div.olw", { lang: config.lang, dir }, bar, saving.place, screen, foot);
  let current: View | undefined; // where the story stands, when it is on the screen
  let last: View | undefined; // where it stood last
  let title = ""; // of the page, where the page is ours: scene and module
  let busy = false;
  let closed = false;
  let more: More | null = null;

  const heading = (depth: number, spec: string): string =>
    `h${Math.min(6, config.heading + depth)}${spec}`;

  const say = (words: string): void => saving.say(words);

  function name(before = ""): void {
    if (config.ownsPage && title) document.title = before + title;
  }

  function show(children: Child[], view?: View, quiet = false): void {
    current = view;
    last = view ?? last;
    if (quiet) screen.replaceChildren(...nodes(children));
    else replace(screen, children);
    edges();
    saving.show();
    const top = screen.querySelector<HTMLElement>(".top");
    title = top ? `${top.textContent} – ${session.cover.title}` : title;
    name();
    if (quiet || !top) return;
    top.focus({ preventScroll: true });
    for (const place of [top, saving.place]) place.scrollIntoView(NEAREST);
  }

  /** Draws title, way out and links for the screen at hand. */
  function edges(): void {
    const { logo, name, problem_url: address } = config.trust;
    const { title, source_title: source, minutes } = session.cover;
    const n = session.cover === config.cover && config.passMark;
    bar.replaceChildren(
      ...nodes([
        (logo || name) &&
          h("p.trust", null, logo && h("img", { src: logo, alt: name ?? "" }), !logo && name),
        h(
          "header",
          null,
          h(
            "p.caption",
            null,
            source,
            " · ",
            t("minutes", { n: minutes }),
            n && ` · ${t("passMark", { n })}`,
          ),
          h(heading(0, ".title"), null, title),
          current &&
            h("progress", { max: 100, value: current.progress, "aria-label": t("progress") }),
        ),
      ]),
    );
    foot.replaceChildren(
      ...nodes([
        !closed &&
          session.course &&
          last &&
          button(t("modules"), () => withMore((m) => m.courseScreen(player)), "link"),
        current?.leave && button(t("leave"), () => player.leave(current!), "link"),
        help(player),
        address &&
          h(
            "a.link",
            { href: address, target: "_blank", rel: "noopener noreferrer" },
            t("problem"),
          ),
        session.close && button(t("close"), () => saving.watch(close()), "link"),
      ]),
    );
  }

  /** Ends the visit once all is saved: nothing can be played on that would not be. */
  async function close(): Promise<boolean> {
    const kept = await session.close!();
    if (kept) shut();
    return kept;
  }

  function shut(): void {
    closed = true;
    withMore(
      (m) => show(m.closed(player)),
      () => show([]),
    );
  }

  /** A browser keeps a page that was left, and may show it to the next person at this computer:
   *  nothing of the story stands there, and a page that a server makes is asked for again. */
  function leaveNothing(): void {
    addEventListener("pagehide", ({ persisted }) => {
      if (persisted) show([], undefined, true);
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      if (session.finished) shut();
      else location.reload();
    });
  }

  /** Runs with the second script: at once where it is here already. */
  function withMore(use: (m: More) => void, without = (): void => say(t("unloaded"))): void {
    if (more) return use(more);
    loadMore(config.more)
      .then((m) => {
        if (!more) {
          more = m;
          learn(m.strings);
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(m.css);
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }
        use(m);
      })
      .catch(without);
  }

  const player: Player = {
    config,
    session,
    t,
    box,
    show,
    say,
    head: (depth, ...children) => h(heading(depth, ""), null, children),
    top: (caption, ...children) =>
      h(
        heading(1, ".top"),
        { tabindex: -1 },
        caption && [h("span.caption", null, caption), h("br"), " "],
        children,
      ),
    rest(make) {
      const place = h("div.stack");
      withMore((m) => place.replaceChildren(...nodes(make(m))));
      return place;
    },
    saving: (saved) => saving.watch(saved),
    act(place, work, done) {
      if (busy) return;
      busy = true;
      clearProblem(place);
      name();
      work()
        .then(done)
        .catch((error: Error) => player.problem(place, error.message))
        .finally(() => {
          busy = false;
        });
    },
    problem(place, message, field) {
      showProblem(player, place, message, field);
      name(`${t("error")} `);
    },
    leave(view) {
      const before = [...screen.childNodes];
      withMore(
        (m) => m.leaveScreen(player, view, before),
        () => leave(player, screen, view),
      );
    },
    home() {
      if (last) arrive(player, last);
      else begin(null);
    },
  };

  session.onTrouble = saving.trouble;
  session.onSaved = saving.saved;
  session.onSave = saving.watch;
  session.onLate = (begun) => {
    saving.open(session.mode);
    if (begun) begin(begun.view, begun.note, !root.activeElement);
  };
  root.append(box);
  saving.open(session.mode);
  leaveNothing();

  function begin(view: View | null, code?: string, quiet = true): void {
    if (code && CODE.test(code)) {
      return withMore(
        () => begin(view, t(code as Key), quiet),
        () => begin(view, "", quiet),
      );
    }
    if (view && config.show === "story") arrive(player, view, quiet, code, true);
    else
      withMore((m) =>
        session.course ? m.courseScreen(player, code, quiet) : m.openCards(player, quiet),
      );
  }

  return {
    begin,
    trouble: saving.trouble,
    trust(values) {
      Object.assign(config.trust, values);
      edges();
    },
  };
}
