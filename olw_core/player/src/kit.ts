// What the second script uses of the first: the build replaces these imports there, so that nothing
// is shipped twice. Both scripts find a thing by its place in this list: they are built together,
// and always loaded as one pair (MORE_HASH).

import { happened } from "./ui/aftermath";
import { firstInput, group, radios, rows, ticked } from "./ui/controls";
import { button, details, el, fill, nodes, replace, uid } from "./ui/dom";
import { arrive, leave, moved } from "./ui/moves";
import { band, disclosure, face, people, story } from "./ui/parts";
import { question } from "./ui/question";
import { contrast } from "./ui/theme";

window.olwKit = [
  firstInput,
  group,
  radios,
  rows,
  ticked,
  button,
  details,
  el,
  fill,
  nodes,
  replace,
  uid,
  happened,
  arrive,
  leave,
  moved,
  band,
  disclosure,
  face,
  people,
  story,
  question,
  contrast,
];

declare global {
  interface Window {
    olwKit?: unknown[];
  }
}
