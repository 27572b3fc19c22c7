// What every screen works with: the frame around it, the one status line, actions that may fail,
// and the screens of the second script.

import type { Config, Theme } from "../config";
import type { Item, Past, View } from "../engine/index";
import type { PlaySession } from "../session/play-session";
import type { Phrase } from "../strings";
import type { Child } from "./dom";

export interface Player {
  readonly config: Config;
  readonly session: PlaySession;
  readonly phrase: Phrase;
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
  /** Words for the moment in the place of the state of saving. */
  say(words: string): void;
  /** Says that an answer is kept, once it is. */
  saving(saved: Promise<boolean>): void;
  /** One action at a time; a failure is told at the top of `place`, where everything chosen
   *  stays. */
  act<T>(place: HTMLElement, work: () => Promise<T>, done: (result: T) => void): void;
  /** An error summary at the top of `place` with a link to the field, and the same words beside the
   *  field. */
  problem(place: HTMLElement, message: string, field?: HTMLElement): void;
  /** Asks first whether to leave the story; what was chosen on this screen stays. */
  leave(view: View): void;
  /** Everything back to the first screen: the list of modules or cards, or the story. */
  home(): void;
}

/** What the second script gives: screens and parts of screens that the first scene does not
 *  need. */
export interface More {
  strings: Record<string, string>;
  css: string;
  afterwards(player: Player, view: View, returning: boolean): Child[];
  welcome(player: Player, view: View): Child[];
  ranking(player: Player, item: Item, set: HTMLElement): Child[];
  rating(player: Player, item: Item): Child[];
  openCards(player: Player, quiet?: boolean): void;
  closed(player: Player): Child[];
  pastLines(player: Player, history: Past[]): Child;
  leaveScreen(player: Player, view: View, before: Node[]): void;
  loadTrust(base: string): Promise<Partial<Theme>>;
  courseScreen(player: Player, note?: string, quiet?: boolean): void;
}

/** Whether nothing is saved, since the learning system opened the story to look round or to
 *  review. */
export const looking = ({ session }: Player): boolean => (session.mode ?? "normal") !== "normal";
