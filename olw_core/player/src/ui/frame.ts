// The frame: title and trust above, the state of saving, one screen, and links below. It holds what
// every screen works with, the Player.

import type { Config, Theme } from "../config";
import type { View } from "../engine/index";
import type { Trouble } from "../recorders/recorder";
import type { PlaySession } from "../session/play-session";
import type { Key, Phrase } from "../strings";
import { el, fill, replace, type Child } from "./dom";
import { barAbove, heading, linksBelow } from "./edges";
import { makeWithMore } from "./load-more";
import { arrive, leave } from "./moves";
import type { Player } from "./player";
import { makeSaving } from "./saving";

/** Notices whose words stand in the second script: they are rare. */
const CODE = /^(late|record)-\S+$/;

/** No further than needed: what is in view already stays where it is, in the frame and in the page
 *  around it. */
const NEAREST: ScrollIntoViewOptions = { block: "nearest" };

export interface Frame {
  begin(view: View | null, note?: string): void;
  trouble(name: Trouble): void;
  trust(values: Theme): void;
}

export function frame(
  config: Config,
  session: PlaySession,
  phrase: Phrase,
  root: ShadowRoot,
): Frame {
  const withMore = makeWithMore(config.more, () => saving.say(phrase("unloaded")));
  const saving = makeSaving(phrase, withMore, session);
  const bar = el("div");
  const screen = el("div.screen");
  const foot = el("footer");
  const box = el("div.olw", bar, saving.place, screen, foot);
  let current: View | undefined; // where the story stands, when it is on the screen
  let last: View | undefined; // where it stood last
  let title = ""; // of the page, where the page is ours: scene and module
  let busy = false;
  let clearProblem = (): void => {};
  let closed = false;

  // --- drawing

  function show(children: Child[], view?: View, quiet = false): void {
    current = view;
    last = view ?? last;
    if (quiet) fill(screen, children);
    else replace(screen, children);
    drawEdges();
    saving.show();
    const tops = screen.querySelectorAll<HTMLElement>(".top");
    const [first] = tops;
    if (first) title = `${tops[tops.length - 1]!.textContent} – ${session.cover.title}`;
    nameThePage();
    if (first && !quiet) goTo(first);
  }

  function goTo(top: HTMLElement): void {
    top.focus({ preventScroll: true });
    for (const place of [top, saving.place]) place.scrollIntoView(NEAREST);
  }

  function nameThePage(before = ""): void {
    if (config.ownsPage && title) document.title = before + title;
  }

  /** Draws title, way out and links for the screen at hand. */
  function drawEdges(): void {
    const hasList = PACKAGED && !closed && session.course && last;
    const modules = hasList ? openCourse : undefined;
    const actions = {
      modules,
      leave: current?.leave && (() => player.leave(current!)),
      close: PACKAGED && session.close && (() => saving.watch(close())),
    };
    fill(bar, barAbove(player, current));
    fill(foot, linksBelow(player, actions));
  }

  const openCourse = (): void => withMore((more) => more.courseScreen(player));

  // --- the end of the visit

  /** Ends the visit once all is saved: nothing can be played on that would not be. */
  async function close(): Promise<boolean> {
    const kept = await session.close!();
    if (kept) shut();
    return kept;
  }

  function shut(): void {
    closed = true;
    withMore(
      (more) => show(more.closed(player)),
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
      if (PACKAGED && session.finished) {
        saving.open(); // nothing is tried again
        shut();
      } else location.reload();
    });
  }

  // --- what the screens work with

  const player: Player = {
    config,
    session,
    phrase,
    box,
    show,
    say: saving.say,
    head: (depth, ...children) => el(heading(config, depth), children),
    top(caption, ...children) {
      const small = caption && [el("span.caption", caption), el("br"), " "];
      return el(`${heading(config, 1)}.top`, { tabindex: -1 }, small, children);
    },
    rest(make) {
      const place = el("div.stack");
      withMore((more) => fill(place, make(more)));
      return place;
    },
    saving: saving.watch,
    act(place, work, done) {
      if (busy) return;
      busy = true;
      clearProblem();
      nameThePage();
      const worked = work().then(done);
      const told = worked.catch(({ message }: Error) => player.problem(place, message));
      void told.finally(() => {
        busy = false;
      });
    },
    problem(place, message, field) {
      clearProblem();
      nameThePage(`${phrase("error")} `);
      withMore(
        (more) => {
          clearProblem = more.showProblem(player, place, message, field);
        },
        () => saving.say(message),
      );
    },
    leave(view) {
      const before = [...screen.childNodes];
      withMore(
        (more) => more.leaveScreen(player, view, before),
        () => leave(player, screen, view),
      );
    },
    home() {
      if (last) arrive(player, last);
      else begin(null);
    },
  };

  // --- where to begin

  function begin(view: View | null, note?: string, quiet = true): void {
    if (PACKAGED && session.finished) return shut();
    if (note && CODE.test(note)) {
      return withMore(
        () => begin(view, phrase(note as Key), quiet),
        () => begin(view, "", quiet),
      );
    }
    if (view && config.show === "story") {
      return arrive(player, view, { quiet, note, returning: true });
    }
    withMore((more) => {
      if (PACKAGED && session.course) more.courseScreen(player, note, quiet);
      else more.openCards(player, quiet);
    });
  }

  /** What a session that saves through an LMS has to tell. */
  function listen(): void {
    session.onTrouble = saving.trouble;
    session.onSaved = saving.saved;
    session.onSave = saving.watch;
    session.onLate = (begun) => {
      saving.open(session.mode);
      if (begun) begin(begun.view, begun.note, !root.activeElement);
    };
    saving.open(session.mode);
  }

  root.append(box);
  if (PACKAGED) listen();
  leaveNothing();

  return {
    begin,
    trouble: saving.trouble,
    trust(values) {
      if (!PACKAGED) return;
      Object.assign(config.trust, values);
      // The learner's hand may be on a link there: then the next screen shows the values.
      if (!foot.matches(":active, :focus-within")) drawEdges();
    },
  };
}
