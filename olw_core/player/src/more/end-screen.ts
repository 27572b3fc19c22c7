// The end screen below its outcome (ui/ending.ts): every part, in order. To move, add or take out a
// part, change this list.

import type { View } from "../engine/index";
import { el, type Child } from "../ui/dom";
import { disclosure } from "../ui/parts";
import type { Player } from "../ui/player";
import { practice } from "./cards";
import { otherChair } from "./chair";
import { echoes } from "./echoes";
import { followUp } from "./followup";
import { forRecord } from "./for-record";
import { lookingBack } from "./looking-back";
import { planSection } from "./plan";
import { spent } from "./spent";

export function afterwards(player: Player, view: View, returning: boolean): Child[] {
  const { plan } = view;
  return [
    returning && plan && followUp(player, plan),
    spent(player, view),
    echoes(player, view),
    otherChair(player, view),
    lookingBack(player, view),
    el("div.folds", plan && planSection(player, plan), practice(player), forRecord(player, view)),
    returning && disclosure(player),
  ];
}
