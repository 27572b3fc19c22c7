// A scene: who you are and where, the picture, the story with its people, the question, and what
// you decided so far.

import type { View } from "../engine/index";
import { button, el, type Child } from "./dom";
import { band, disclosure, picture, story, support } from "./parts";
import type { Player } from "./player";
import { question } from "./question";

/** `returning`: the learner was somewhere else before, and is told where they are. */
export function sceneScreen(
  player: Player,
  view: View,
  note: Child,
  returning: boolean,
  answered: (place: HTMLElement, response: string) => void,
): Child[] {
  const { history, step, setting } = view;
  return [
    note,
    returning && view.finished && player.rest((more) => more.welcome(player, view)),
    !step && opening(player, view),
    player.top(player.phrase("scene", { n: step + 1 }), setting.place),
    band(player, setting),
    returning && step > 0 && recap(player, view),
    picture(player, view.picture),
    story(player, view.html),
    (returning || !step) && disclosure(player),
    question(player, view.item!, answered),
    history.length > 0 && player.rest((more) => [more.pastLines(player, history)]),
  ];
}

const recap = (player: Player, view: View): Child =>
  el("p.notice", el("b", player.phrase("back"), " "), view.recap);

/** The content note, where there is one, and the way out beside it. */
function opening(player: Player, view: View): Child {
  const html = player.session.cover.content_note;
  if (!html) return null;
  return el(
    "div.note",
    player.head(1, player.phrase("note")),
    el("div", { html }),
    support(player),
    view.leave && button(player.phrase("leave"), () => player.leave(view), "second"),
  );
}
