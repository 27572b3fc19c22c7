// What a walk is remembered by: what was chosen where, and who says what of it at the ending;
// twin of olw_core/engine/echoes.py.

import { shown } from "./path";
import { band } from "./scoring";
import { told, type Decision, type Walk } from "./story";
import type { BandName, CompiledEcho, Echo } from "./types";

const MOST_ECHOES = 4;

/** What conditions call an answer: a choice's letter, or the band that was earned. */
const answerName = ({ item, answer, gain }: Decision): string =>
  item.type === "choose" ? answer : band(item, gain);

/** The `scene.answer` of every decision of a walk that is told. */
export const chosen = (here: Walk): Set<string> =>
  new Set(told(here).map((decision) => `${decision.node.scene}.${answerName(decision)}`));

/** What people say of a walk: MOST_ECHOES of it, what matters most, in the order of the walk. */
export function echoes(here: Walk): Echo[] {
  const walked = chosen(here);
  const found = told(here)
    .flatMap(echoesOf)
    .filter((echo) => shown(echo, walked));
  const ranked = [...found].sort((one, other) => other.matters - one.matters);
  const kept = new Set(ranked.slice(0, MOST_ECHOES));
  return found.filter((echo) => kept.has(echo)).map(({ who, html }) => ({ who, html }));
}

function echoesOf(decision: Decision): CompiledEcho[] {
  const { item } = decision;
  const name = answerName(decision);
  if (item.type !== "choose") return item.echo?.[name as BandName] ?? [];
  return item.options.find(({ id }) => id === name)?.echo ?? [];
}
