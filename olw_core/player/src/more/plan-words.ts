// The plan as one sentence.

import type { PlanView } from "../engine/index";
import type { Player } from "../ui/player";
import { notes } from "./notes";

/** Own words take the place of a choice from the lists; "" where there is no plan. */
export function planWords(player: Player, { cues, actions, chosen }: PlanView): string {
  const { own } = notes(player);
  const cue = cues.find((one) => one.id === chosen.cue);
  const action = actions.find((one) => one.id === chosen.action);
  if (own || !cue || !action) return own;
  return player.phrase("ifThen", { cue: cue.text, action: action.text });
}
