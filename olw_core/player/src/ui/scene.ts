// A scene: who you are and where, the picture, the story with its people, the question, and what
// you decided so far; who comes back is told that first.

import type { View } from "../engine/index";
import { button, el, type Child } from "./dom";
import { band, disclosure, picture, story } from "./parts";
import type { Player } from "./player";
import { question } from "./question";

/** `lead`: what stands above the scene. `returning`: the learner was somewhere else before, and is
 *  told where they are. */
export function sceneScreen(
  player: Player,
  view: View,
  lead: Child[],
  returning: boolean,
  answered: (place: HTMLElement, response: string) => void,
): Child[] {
  const { history, step } = view;
  const past = history[0] && player.rest((more) => [more.pastLines(player, history)]);
  return [
    lead,
    returning && view.finished && player.rest((more) => more.welcome(player, view)),
    !step && opening(player, view),
    where(player, view),
    returning && step > 0 && [recap(player, view), past],
    story(player, view.html),
    (returning || !step) && disclosure(player),
    question(player, view.item!, answered, step),
    !step && el("p.hint", player.session.cover.source_title),
    !returning && past,
  ];
}

/** Number and place, who you are there, and the picture beside them where there is room. */
function where(player: Player, { step, setting, picture: file }: View): Child {
  const number = el("span.caption", player.phrase("scene", { n: step + 1 }));
  const heading = player.top("", number, " ", setting.place);
  return el("div.where", el("div", heading, band(player, setting)), picture(player, file));
}

const recap = (player: Player, view: View): Child =>
  el("p.notice", el("b", player.phrase("back"), " "), view.recap);

/** The content note, where there is one, and the way out beside it. */
function opening(player: Player, view: View): Child {
  const html = player.session.cover.content_note;
  if (!html) return null;
  return el(
    "div.note.first",
    player.head(1, player.phrase("note")),
    el("div", { html }),
    view.leave && button(player.phrase("leave"), () => player.leave(view), "second"),
  );
}
