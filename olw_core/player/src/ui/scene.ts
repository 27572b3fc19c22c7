// A scene: who you are and where, the picture, the story with its people, the question, and what you decided so far.

import type { Setting, View } from "../engine/index";
import type { Moved } from "../session/session";
import { button, details, h, type Child } from "./dom";
import { endingScreen } from "./ending";
import { feedbackScreen } from "./feedback";
import type { Player } from "./player";
import { question } from "./question";
import type { Key } from "./strings";

export const band = (p: Player, { role, mode }: Setting): Child =>
  h(
    "div.band",
    null,
    h("p", null, p.t("you"), ": ", h("b", null, role)),
    mode && h("p", null, p.t(mode as Key) || mode),
  );

/** Scene text; beside each speech stands the person's portrait. */
export function story(p: Player, html: string): HTMLElement {
  const text = h("div.text", { html });
  text.querySelectorAll<HTMLElement>(".say").forEach((say) => {
    const person = p.session.cover.people[say.dataset["who"]!];
    const bubble = h("div.bubble");
    bubble.append(...say.childNodes);
    say.append(h("span.face", { "aria-hidden": "true", html: person?.svg ?? "" }), bubble);
  });
  return text;
}

export function picture(p: Player, file: string): Child {
  const found = p.session.cover.pictures[file];
  return (
    found &&
    h("div.pic", {
      html: found.svg,
      ...(found.alt ? { role: "img", "aria-label": found.alt } : { "aria-hidden": "true" }),
    })
  );
}

/** Shows where the story stands now. */
export function arrive(
  p: Player,
  view: View,
  quiet = false,
  note?: string,
  returning = false,
): void {
  const said = note && h("p.notice", null, note);
  p.show(
    view.ending ? endingScreen(p, view, said, returning) : sceneScreen(p, view, said, returning),
    view,
    quiet,
  );
}

/** After an answer: its feedback first, where there is any. */
export function moved(p: Player, before: View, { view, saved, note }: Moved): void {
  if (!note && view.feedback && view.step === before.step + 1) {
    p.show(
      feedbackScreen(p, view, () => arrive(p, view)),
      view,
    );
  } else {
    arrive(p, view, false, note);
  }
  p.saving(saved);
}

export function leave(p: Player, place: HTMLElement, view: View): void {
  p.act(
    place,
    () => p.session.respond(view, "_"),
    (result) => moved(p, view, result),
  );
}

function sceneScreen(p: Player, view: View, note: Child, returning: boolean): Child[] {
  const { item, history, step, setting, picture: file } = view;
  return [
    note,
    returning && view.finished && p.rest((more) => more.welcome(p, view)),
    !step && opening(p, view),
    p.top(p.t("scene", { n: step + 1 }), setting.place),
    band(p, setting),
    returning && step > 0 && h("p.notice", null, h("b", null, p.t("back"), " "), view.recap),
    picture(p, file),
    story(p, view.html),
    (returning || !step) && disclosure(p),
    question(p, item!, (place, response) =>
      p.act(
        place,
        () => p.session.respond(view, response),
        (result) => moved(p, view, result),
      ),
    ),
    history.length > 0 && p.rest((more) => [more.pastLines(p, history)]),
  ];
}

function opening(p: Player, view: View): Child {
  const { content_note: note } = p.session.cover;
  if (!note) return null;
  return h(
    "div.note",
    null,
    p.head(1, p.t("note")),
    h("div", { html: note }),
    support(p),
    view.leave && button(p.t("leave"), () => p.leave(view), "second"),
  );
}

const links = (p: Player): Child =>
  (p.config.trust.support ?? []).map(({ label, url }) =>
    h("li", null, h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label)),
  );

export function support(p: Player): Child {
  const list = h("ul", null, links(p));
  return list.firstChild && [h("p", null, h("b", null, p.t("support"))), list];
}

/** The same links, closed, at the foot of every screen: a hard moment can come anywhere. */
export const help = (p: Player): Child =>
  p.config.trust.support?.[0] && details(p.t("support"), h("ul", null, links(p)));

/** What others are told: one line, and the whole list for who wants it. */
export const disclosure = ({ config, t }: Player): Child =>
  config.disclosure.length > 0 && [
    h("p.hint", null, config.disclosure[0]),
    details(
      t("others"),
      h(
        "ul",
        null,
        config.disclosure.map((line) => h("li", null, line)),
      ),
    ),
  ];
