// What the player talks to: a View comes out, a response goes in. Local and remote sessions differ
// in nothing else.

import type { Cover } from "../config";
import type { AttemptRecord, CardView, PlanChoice, View } from "../engine/index";
import type { Mode, Trouble } from "../recorders/recorder";

export interface Begun {
  /** null: several modules, none chosen yet. */
  view: View | null;
  /** A notice code, or words for the learner. */
  note?: string;
}

export interface Moved {
  view: View;
  /** Resolves true when the answer is kept where it belongs. */
  saved: Promise<boolean>;
  /** Words for the learner. */
  note?: string;
}

/** Only where there are several modules. */
export interface Course {
  /** Goes back to the cover of them all, and gives the records. */
  menu(): AttemptRecord[];
  open(index: number): View;
}

export interface PlaySession {
  readonly cover: Cover;
  /** Told by a session that saves through an LMS. */
  onTrouble?: (trouble: Trouble) => void;
  onSaved?: () => void;
  /** Told when a learning system turns up after the learner has begun: where to go on, if not
   *  here. */
  onLate?: (begun?: Begun) => void;
  /** Told of a save that no answer waits for. */
  onSave?: (saved: Promise<boolean>) => void;
  /** Anything but normal: nothing is saved. Known once `begin` has resolved. */
  readonly mode?: Mode;
  begin(): Promise<Begun>;
  respond(view: View, response: string): Promise<Moved>;
  retry(view: View, step: number): Promise<Moved>;
  /** `stop`: only where the learner asks to have it counted. */
  plan(choice: PlanChoice & { stop?: string }): Promise<Moved>;
  card(card: string, response?: string, variant?: string): Promise<CardView>;
  course?: Course;
  /** True once the visit has ended: this page can save nothing more. */
  readonly finished?: boolean;
  /** True while what is saved is on this device only, and an app sends it later. */
  readonly onDevice?: boolean | undefined;
  /** Only where a visible "Save and close" makes sense: saves and ends the visit; false: it goes
   *  on. */
  readonly close?: () => Promise<boolean>;
}

/** A refusal with words for the learner; nothing they typed or chose is lost. */
export class Refusal extends Error {}
