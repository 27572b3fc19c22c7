// Where a local session's progress goes. The player talks to this interface only. browser.ts,
// scorm12.ts, scorm2004.ts and cmi5.ts are one kind of place each; the files beside them are parts.

import type { ItemType } from "../engine/index";

/** What the learner's state is now; `text` is the attempt records as the core writes them, without
 *  any counter. */
export interface Snapshot {
  text: string;
  /** What to store instead when the launch ends; left out where it is the same. Losing this write
   *  is harmless. */
  parting?: string;
  status: "incomplete" | "completed";
  /** 0..100, or null where no score is to be sent. */
  percent: number | null;
  /** Only where a trust has set a pass mark: whether the best result reaches it. Left out
   *  otherwise. */
  passed?: boolean;
  /** Decisions answered since the last snapshot; only filled with `report: answers`. */
  interactions: Interaction[];
}

export interface Interaction {
  /** Letters, digits and underscore only: LMSs refuse more. */
  id: string;
  type: ItemType;
  response: string;
  /** The authors' answer as a response string; "" where several answers earn the most. */
  key: string;
  /** Share of the decision's points, 0..1, as integers [n, d]. */
  share: [number, number];
  /** For people who read a report: the language, the question, and each option's id and words. */
  lang: string;
  prompt: string;
  options: [id: string, words: string][];
}

export type Mode = "normal" | "browse" | "review";

/** What the LMS gave at launch. `text` is "" for a fresh start; nothing is written unless mode is
 *  normal. */
export interface Opened {
  text: string;
  mode: Mode;
  /** False: no LMS yet. It may still come; the learner is told by the trouble `no-lms`, not by
   *  this. */
  connected: boolean;
  /** The LMS holds no final status: a finished record must be sent again (it was away at the
   *  ending). */
  owes?: boolean;
  /** The LMS knows of no visit: a finished record is what a page stored that was open while the LMS
   *  forgot the attempt. */
  forgot?: boolean;
}

/** Troubles the learner is told of, in plain words. */
export type Trouble = "finding" | "no-lms" | "not-saved" | "offline" | "session-over" | "refused";

export interface Recorder {
  /** Set `onTrouble` before. */
  open(): Promise<Opened>;
  /** Never throws; resolves true when the LMS acknowledged and is believed. */
  save(snapshot: Snapshot): Promise<boolean>;
  /** Ends the launch; safe to call more than once. */
  finish(): void;
  /** True once the launch has ended. Left out where it never ends before the tab does. */
  readonly finished?: boolean;
  /** True where a visible "Save and close" makes sense: there is an LMS, and it is written to. */
  readonly closable: boolean;
  /** True while what was acknowledged is on this device only: an app holds it, and sends it
   *  later. */
  readonly onDevice?: boolean;
  onTrouble: (trouble: Trouble) => void;
  /** Called when something that could not be saved has reached the LMS after all. */
  onSaved?: () => void;
  /** Called when an LMS turns up after `open` has resolved without one. Its text is "" where there
   *  is nothing to go on from: it holds none, or less than was done in the meantime. `lost`: that
   *  held less, and is given up. */
  onLate?: (opened: Opened, lost: boolean) => void;
}
