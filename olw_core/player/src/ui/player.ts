// What every screen works with: the frame around it, the one status line, actions that may fail,
// and the screens of the second script.

import type { Config, Theme } from "../config";
import type { Item, ItemType, Past, View } from "../engine/index";
import type { PlaySession } from "../session/play-session";
import type { Phrase } from "../strings";
import type { Child } from "./dom";

/** What the controls say: the response, or the problem and where to go for it. */
export type Reading = { response: string } | { problem: string; at: HTMLElement };

export interface Player {
  readonly config: Config;
  readonly session: PlaySession;
  readonly phrase: Phrase;
  /** Holds everything: for printing. */
  readonly box: HTMLElement;
  /** A heading `depth` levels below the player's first. */
  head(depth: number, ...children: Child[]): HTMLElement;
  /** The heading of a screen: the first one there gets the focus after an action, the last one
   *  names the page. */
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

/** A kind of question: its controls, and what they say. `set` is the group they stand in. */
export type Kind = (
  player: Player,
  item: Item,
  set: HTMLElement,
) => { controls: Child[]; read(): Reading };

/** What the second script gives everywhere: screens and parts of screens that the first scene does
 *  not need. */
export interface Common {
  strings: Record<string, string>;
  afterwards(player: Player, view: View, returning: boolean): Child[];
  showProblem(player: Player, place: HTMLElement, words: string, field?: HTMLElement): () => void;
  welcome(player: Player, view: View): Child[];
  answerOf(player: Player, past: Past): Child;
  sayBox(player: Player, step: number): Child;
  kinds: Partial<Record<ItemType, Kind>>;
  openCards(player: Player, quiet?: boolean): void;
  pastLines(player: Player, history: Past[]): Child;
  leaveScreen(player: Player, view: View, before: Node[]): void;
}

/** And where PACKAGED: the end of a visit, several modules, the trust's own values. */
export interface More extends Common {
  closed(player: Player): Child[];
  courseScreen(player: Player, note?: string, quiet?: boolean): void;
  loadTrust(base: string): Promise<Partial<Theme>>;
}

/** Whether nothing is saved, since the learning system opened the story to look round or to
 *  review. */
export const looking = ({ session }: Player): boolean =>
  PACKAGED && (session.mode ?? "normal") !== "normal";
