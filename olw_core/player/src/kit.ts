// What the second script uses of the first: the build replaces these imports there, so that nothing is shipped twice.

import { firstInput, group, plain, radios, rows, ticked } from "./ui/controls";
import { button, details, h, nodes, replace, uid } from "./ui/dom";
import { looking } from "./ui/player";
import { chosen, consequence, rated, scales } from "./ui/feedback";
import { question } from "./ui/question";
import { arrive, band, disclosure, leave, moved, story, support } from "./ui/scene";

const kit = {
  firstInput,
  group,
  plain,
  radios,
  rows,
  ticked,
  button,
  details,
  h,
  nodes,
  replace,
  uid,
  chosen,
  consequence,
  rated,
  scales,
  question,
  arrive,
  band,
  disclosure,
  leave,
  looking,
  moved,
  story,
  support,
};

export type Kit = typeof kit;
declare global {
  interface Window {
    olwKit?: Kit;
  }
}
window.olwKit = kit;
