// The end screen below its outcome (ui/ending.ts): every part, in order. To move, add or take out a
// part, change this list.

import type { View } from "../engine/index";
import type { Child } from "../ui/dom";
import { disclosure } from "../ui/parts";
import type { Player } from "../ui/player";
import { practice } from "./cards";
import { confidence } from "./confidence";
import { decisions } from "./decisions";
import { evidence } from "./evidence";
import { followUp } from "./followup";
import { passMark } from "./mark";
import { planSection } from "./plan";
import { learningRecord } from "./portfolio";
import { jumps } from "./section";

export function afterwards(player: Player, view: View, returning: boolean): Child[] {
  const { plan } = view;
  const planned = plan && planSection(player, plan);
  const practised = practice(player);
  return [
    returning && plan && followUp(player, plan),
    passMark(player, view),
    jumps([planned, practised]),
    evidence(player, view),
    decisions(player, view),
    plan && confidence(player),
    planned,
    learningRecord(player, view),
    practised,
    disclosure(player),
  ];
}
