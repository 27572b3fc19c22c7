// What the second script uses of the first: the build replaces these imports there, so that nothing
// is shipped twice. Both scripts find a thing by its place in this list: they are built together,
// and always loaded as one pair (MORE_HASH).

import { firstInput, group, plain, radios, rows, ticked } from "./ui/controls";
import { button, details, el, nodes, replace, uid } from "./ui/dom";
import { chosen, consequence, items, labelled, rated, reasons, scales } from "./ui/feedback";
import { arrive, leave, moved } from "./ui/moves";
import { band, disclosure, story, support } from "./ui/parts";
import { looking } from "./ui/player";
import { question } from "./ui/question";

window.olwKit = [
  firstInput,
  group,
  plain,
  radios,
  rows,
  ticked,
  button,
  details,
  el,
  nodes,
  replace,
  uid,
  chosen,
  consequence,
  items,
  labelled,
  rated,
  reasons,
  scales,
  arrive,
  leave,
  moved,
  band,
  disclosure,
  story,
  support,
  looking,
  question,
];

declare global {
  interface Window {
    olwKit?: unknown[];
  }
}
