// From one screen of the story to the next.

import type { View } from "../engine/index";
import type { Moved } from "../session/play-session";
import { el } from "./dom";
import { endingScreen } from "./ending";
import { aftermath } from "./aftermath";
import type { Player } from "./player";
import { sceneScreen } from "./scene";

const LEAVE = "_"; // the answer that takes the way out

/** How the learner came to a screen. */
export interface Arrival {
  /** Nobody acted. */
  quiet?: boolean;
  /** Words for the learner. */
  note?: string;
  /** The learner was somewhere else before, and is told where they are. */
  returning?: boolean;
  /** By a choice: what came of it is told first. */
  chose?: boolean;
}

/** Shows where the story stands now. */
export function arrive(player: Player, view: View, arrival: Arrival = {}): void {
  const { quiet, note, returning = false, chose } = arrival;
  const lead = [note && el("p.notice", note), chose && aftermath(player, view)];
  const answered = (place: HTMLElement, response: string): void =>
    answer(player, place, view, response);
  const screen = view.ending
    ? endingScreen(player, view, lead, returning)
    : sceneScreen(player, view, lead, returning, answered);
  player.show(screen, view, quiet);
}

/** After an answer: what came of it, and where the story stands now, on one screen. */
export function moved(player: Player, before: View, { view, saved, note }: Moved): void {
  const chose = !note && view.step === before.step + 1 && !!view.feedback;
  arrive(player, view, { note, chose });
  player.saving(saved);
}

function answer(player: Player, place: HTMLElement, view: View, response: string): void {
  const send = (): Promise<Moved> => player.session.respond(view, response);
  player.act(place, send, (result) => moved(player, view, result));
}

export const leave = (player: Player, place: HTMLElement, view: View): void =>
  answer(player, place, view, LEAVE);
