// From one screen of the story to the next.

import type { View } from "../engine/index";
import type { Moved } from "../session/play-session";
import { el } from "./dom";
import { endingScreen } from "./ending";
import { feedbackScreen } from "./feedback";
import type { Player } from "./player";
import { sceneScreen } from "./scene";

const LEAVE = "_"; // the answer that takes the way out

/** Shows where the story stands now. */
export function arrive(
  player: Player,
  view: View,
  quiet = false,
  note?: string,
  returning = false,
): void {
  const said = note && el("p.notice", note);
  const answered = (place: HTMLElement, response: string): void =>
    answer(player, place, view, response);
  const screen = view.ending
    ? endingScreen(player, view, said, returning)
    : sceneScreen(player, view, said, returning, answered);
  player.show(screen, view, quiet);
}

/** After an answer: its feedback first, where there is any. */
export function moved(player: Player, before: View, { view, saved, note }: Moved): void {
  const told = !note && view.feedback && view.step === before.step + 1;
  if (told)
    player.show(
      feedbackScreen(player, view, () => arrive(player, view)),
      view,
    );
  else arrive(player, view, false, note);
  player.saving(saved);
}

function answer(player: Player, place: HTMLElement, view: View, response: string): void {
  const send = (): Promise<Moved> => player.session.respond(view, response);
  player.act(place, send, (result) => moved(player, view, result));
}

export const leave = (player: Player, place: HTMLElement, view: View): void =>
  answer(player, place, view, LEAVE);
