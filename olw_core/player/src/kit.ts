// What the second script uses of the first: the build replaces these imports there, so that nothing is shipped twice.

import { firstInput, group, plain, rows, ticked } from "./ui/controls";
import { button, details, h, nodes, uid } from "./ui/dom";
import { chosen, consequence, rated, scales } from "./ui/feedback";
import { question } from "./ui/question";
import { arrive, band, disclosure, moved, story, support } from "./ui/scene";

const kit = {
  firstInput, group, plain, rows, ticked, button, details, h, nodes, uid, chosen, consequence, rated, scales, question,
  arrive, band, disclosure, moved, story, support,
};

export type Kit = typeof kit;
declare global { interface Window { olwKit?: Kit } }
window.olwKit = kit;
