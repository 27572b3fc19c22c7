// What every screen works with: the frame around it, the one status line, and actions that may fail.

import type { Config } from "../config";
import type { View } from "../engine/index";
import type { Session } from "../session/session";
import type { Child } from "./dom";
import type { More } from "./more";
import type { Translate } from "./strings";

export interface Player {
  readonly config: Config;
  readonly session: Session;
  readonly t: Translate;
  /** Holds everything: for printing. */
  readonly box: HTMLElement;
  /** A heading `depth` levels below the player's first. */
  head(depth: number, ...children: Child[]): HTMLElement;
  /** The heading of a screen: it gets the focus after an action. */
  top(caption: Child, ...children: Child[]): HTMLElement;
  /** Shows a screen. `quiet`: nobody acted, so the focus stays. `view`: the story stands here. */
  show(screen: Child[], view?: View, quiet?: boolean): void;
  /** A place filled by the second script: at once, or when it has come. */
  rest(make: (more: More) => Child[]): HTMLElement;
  /** The one status line. */
  say(words: string): void;
  /** Says that an answer is kept, once it is. */
  saving(saved: Promise<boolean>): void;
  /** One action at a time; a failure is told at the top of `place`, where everything chosen stays. */
  act<T>(place: HTMLElement, work: () => Promise<T>, done: (result: T) => void): void;
  /** An error summary at the top of `place` with a link to the field, and the same words beside the field. */
  problem(place: HTMLElement, message: string, field?: HTMLElement): void;
  /** Everything back to the first screen: the list of modules or cards, or the story. */
  home(): void;
}
