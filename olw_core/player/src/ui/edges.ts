// What stands above and below every screen: the trust, the title and how far the story is, in one
// line; and the same links in the same order.

import type { Config, Theme } from "../config";
import type { View } from "../engine/index";
import type { Key } from "../strings";
import { button, el, type Child } from "./dom";
import { away, help } from "./parts";
import type { Player } from "./player";

/** The tag of a heading `depth` levels below the player's first. */
export const heading = (config: Config, depth: number): string =>
  `h${Math.min(6, config.heading + depth)}`;

export function barAbove(player: Player, view?: View): Child[] {
  const { config } = player;
  const { cover } = player.session;
  const mark = PACKAGED && cover === config.cover && config.passMark;
  const minutes = player.phrase("minutes", { n: cover.minutes });
  const marked = mark && ` · ${player.phrase("passMark", { n: mark })}`;
  return [
    trust(config.trust),
    el(
      "header",
      el(`${heading(config, 0)}.title`, cover.title),
      !view?.step && el("p.caption", !view && `${cover.source_title} · `, minutes, marked),
      view && progress(player, view),
    ),
  ];
}

const progress = (player: Player, view: View): Child =>
  el("progress", { max: 100, value: view.progress, "aria-label": player.phrase("progress") });

function trust({ logo, name }: Theme): Child {
  const shown = logo ? el("img", { src: logo, alt: name ?? "" }) : name;
  return shown && el("p.trust", shown);
}

/** Actions below a screen; left out is what does not make sense there. */
export interface Actions {
  modules?: () => void;
  leave?: () => void;
  close?: false | (() => void);
}

export function linksBelow(player: Player, { modules, leave, close }: Actions): Child[] {
  const address = player.config.trust.problem_url;
  const link = (key: Key, go?: false | (() => void)): Child =>
    go && button(player.phrase(key), go, "link");
  return [
    PACKAGED && link("modules", modules),
    link("leave", leave),
    help(player),
    address && away(address, player.phrase("problem"), "a.link"),
    PACKAGED && link("close", close),
  ];
}
