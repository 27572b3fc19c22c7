// The one lasting place for the state of saving, above every screen: saved, saving, not saved and why,
// or only looking round. It is in view wherever a screen begins, and speaks once for each change.

import type { Mode, Trouble } from "../recorders/recorder";
import { h } from "./dom";
import type { Translate } from "./strings";

const PATIENCE = 400; // ms before a save that takes its time is called one

export interface Saving {
  readonly place: HTMLElement;
  /** Words for the moment; `show` brings the state back. */
  say(words: string, trouble?: boolean): void;
  show(): void;
  /** In which mode the learning system opened the story. */
  open(mode?: Mode): void;
  trouble(name: Trouble): void;
  saved(): void;
  watch(saved: Promise<boolean>): void;
}

/** `withWords` runs with the words of the second script, where the rare ones stand. */
export function makeSaving(t: Translate, withWords: (use: () => void) => void): Saving {
  const place = h("p.status", { role: "status" });
  let [state, trouble, looking] = ["", false, false];

  const set = (words: string, bad = false): void => {
    state = words;
    trouble = bad;
    saving.show();
  };

  const saving: Saving = {
    place,
    say(words, bad) {
      place.classList.toggle("bad", !!bad && words !== t("finding"));
      if (place.textContent !== words) place.textContent = words;
    },
    show: () => saving.say(state, trouble),
    open(mode = "normal") {
      looking = mode !== "normal";
      if (mode !== "normal") withWords(() => set(t(mode)));
      else if (trouble) set(""); // what was looked for is there
    },
    trouble: (name) => withWords(() => set(t(name), true)),
    saved: () => set(t("saved")),
    watch(saved) {
      if (looking) return;
      const slow = setTimeout(() => trouble || saving.say(t("saving")), PATIENCE);
      void saved.then((kept) => {
        clearTimeout(slow);
        if (kept) saving.saved();
        else saving.show();
      });
    },
  };
  return saving;
}
