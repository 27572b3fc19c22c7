// Keeps the records in this tab, and no longer than the tab is open: the preview. The next person
// at a shared computer must not find them.

import type { Opened, Recorder, Snapshot } from "./recorder";

export function createBrowser(key: string): Recorder {
  const recorder: Recorder = {
    closable: false,
    onTrouble: () => undefined,
    open: () => Promise.resolve<Opened>({ text: stored(key), mode: "normal", connected: true }),
    save({ text }: Snapshot) {
      try {
        sessionStorage.setItem(key, text);
        return Promise.resolve(true);
      } catch {
        recorder.onTrouble("not-saved"); // storage is full or refused: the page goes on
        return Promise.resolve(false);
      }
    },
    finish: () => undefined,
  };
  return recorder;
}

function stored(key: string): string {
  try {
    localStorage.removeItem(key); // where the first edition left it
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
