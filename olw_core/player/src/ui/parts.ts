// Parts that several screens are made of: who you are and where, the story with its people, whom to
// talk to, and what others are told.

import type { Setting } from "../engine/index";
import type { Key } from "../strings";
import { details, el, type Child } from "./dom";
import type { Player } from "./player";

export const band = (player: Player, { role, mode }: Setting): Child =>
  el(
    "p.band",
    player.phrase("you"),
    ": ",
    el("b", role),
    mode && [" · ", player.phrase(mode as Key)],
  );

/** Scene text; beside each speech stands the person's portrait. */
export function story(player: Player, html: string): HTMLElement {
  const text = el("div.text", { html });
  for (const say of text.querySelectorAll<HTMLElement>(".say")) {
    const bubble = el("div.bubble", [...say.childNodes]);
    say.append(face(player, say.dataset["who"]!), bubble);
  }
  return text;
}

/** The portrait of a person; their name stands beside it. */
export const face = (player: Player, who: string): HTMLElement =>
  el("span.face", { "aria-hidden": "true", html: player.session.cover.people[who]?.svg ?? "" });

/** A banner: of a picture that is higher, the upper and lower edges are cut. */
export function picture(player: Player, file: string): Child {
  const found = player.session.cover.pictures[file];
  if (!found) return null;
  const { svg, alt } = found;
  const html = svg.replace("<svg", '<svg preserveAspectRatio="xMidYMid slice"');
  const told = alt ? { role: "img", "aria-label": alt } : { "aria-hidden": "true" };
  return el("div.pic", { html, ...told });
}

/** A link that opens beside the story. */
export const away = (href: string, words: string, spec = "a"): HTMLElement =>
  el(spec, { href, target: "_blank", rel: "noopener noreferrer" }, words);

/** Whom to talk to, as a list; null where a trust has named nobody. */
export function people(player: Player): HTMLElement | null {
  const links = player.config.trust.support;
  if (!links?.[0]) return null;
  return el(
    "ul",
    links.map(({ label, url }) => el("li", away(url, label))),
  );
}

/** Closed, at the foot of every screen: a hard moment can come anywhere. */
export function help(player: Player): Child {
  const list = people(player);
  return list && details(player.phrase("support"), list);
}

/** What others are told: one line, and the whole list for who wants it. */
export function disclosure(player: Player): Child {
  const { disclosure: lines, disclosureLang: lang } = player.config;
  if (!lines[0]) return null;
  const list = lines.map((line) => el("li", line));
  const own = lang ? { lang, dir: "auto" } : {};
  const line = el("p.hint", own, lines[0]);
  return el("div.others", line, details(player.phrase("others"), el("ul", own, list)));
}
