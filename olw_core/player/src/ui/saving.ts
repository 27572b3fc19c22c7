// The one lasting place for the state of saving, above every screen: saved and where, saving, not
// saved and why, or only looking round. It is in view wherever a screen begins, and speaks once
// for each change.

import type { Mode, Trouble } from "../recorders/recorder";
import type { PlaySession } from "../session/play-session";
import type { Phrase } from "../strings";
import { el } from "./dom";

const PATIENCE = 400; // ms before a save that takes its time is called one

export interface Saving {
  readonly place: HTMLElement;
  /** Words for the moment; `show` brings the state back. */
  say(words: string): void;
  show(): void;
  /** In which mode the learning system opened the story. */
  open(mode?: Mode): void;
  trouble(name: Trouble): void;
  saved(): void;
  watch(saved: Promise<boolean>): void;
}

/** `withWords` runs with the words of the second script, where the rare ones stand. `session`
 *  knows where what is saved is. */
export function makeSaving(
  phrase: Phrase,
  withWords: (use: () => void) => void,
  session: Pick<PlaySession, "onDevice">,
): Saving {
  // Never hidden, or Firefox keeps the first words from screen readers; and without the role, or
  // Orca stops at an empty one in Chromium as "statusbar".
  const place = el("p.status", { "aria-live": "polite" });
  let state = "";
  let troubled = false;
  let looking = false;
  let newest: Promise<boolean>;
  let slow: number;

  function say(words: string, bad = false): void {
    place.classList.toggle("bad", PACKAGED && bad && words !== phrase("finding"));
    if (place.textContent !== words) place.textContent = words;
  }

  const show = (): void => say(state, troubled);

  function set(words: string, bad = false): void {
    state = words;
    troubled = bad;
    show();
  }

  function open(mode: Mode = "normal"): void {
    looking = mode !== "normal";
    if (mode !== "normal") withWords(() => set(phrase(mode)));
    else if (troubled) set(""); // what was looked for is there
  }

  function saved(): void {
    if (PACKAGED && session.onDevice) withWords(() => set(phrase("saved-here")));
    else set(phrase("saved"));
  }

  function tellSlow(): void {
    if (!troubled) say(phrase("saving"));
  }

  function watch(saving: Promise<boolean>): void {
    if (PACKAGED && looking) return;
    if (PACKAGED) newest = saving;
    clearTimeout(slow); // nor is it said of what came before that it takes its time
    slow = setTimeout(tellSlow, PATIENCE);
    void saving.then((kept) => {
      if (PACKAGED && saving !== newest) return; // what came later is not saved by that
      clearTimeout(slow);
      if (kept) saved();
      else show();
    });
  }

  return {
    place,
    say,
    show,
    open,
    trouble: (name) => withWords(() => set(phrase(name), true)),
    saved,
    watch,
  };
}
