// Keeps the records in this browser's storage: the preview, and pages opened without any LMS.

import type { Opened, Recorder, Snapshot } from "./recorder";

export function createBrowser(key: string): Recorder {
  const recorder: Recorder = {
    closable: false,
    onTrouble: () => undefined,
    open: () => Promise.resolve<Opened>({ text: stored(key), mode: "normal", connected: true }),
    save({ text }: Snapshot) {
      try {
        localStorage.setItem(key, text);
        return Promise.resolve(true);
      } catch {
        recorder.onTrouble("not-saved");   // storage is full or refused: the page goes on
        return Promise.resolve(false);
      }
    },
    finish: () => undefined,
  };
  return recorder;
}

function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
