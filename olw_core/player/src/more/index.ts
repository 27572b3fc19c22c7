// The second script: everything after an ending, and practice. Loaded when the first screen stands.

import { more, packaged } from "../../strings/en-GB.json";
import type { Common, More } from "../ui/player";
import { afterwards } from "./end-screen";
import { openByTheApp } from "./by-the-app";
import { openCards } from "./cards";
import { answerOf } from "./chosen";
import { closed } from "./closed";
import { courseScreen } from "./course";
import { welcome } from "./followup";
import { leaveScreen } from "./leave";
import { pastLines } from "./past";
import { showProblem } from "./problem";
import { rank } from "./rank";
import { rate } from "./rate";
import { sayBox } from "./say";
import { loadTrust } from "./trust";

const strings = PACKAGED ? { ...more, ...packaged } : more;
const common: Common = {
  strings,
  afterwards,
  showProblem,
  welcome,
  answerOf,
  sayBox,
  kinds: { rank, rate },
  openCards,
  pastLines,
  leaveScreen,
};

if (PACKAGED) addEventListener("click", openByTheApp);

const all = PACKAGED ? { ...common, closed, courseScreen, loadTrust } : common;
window.olwMore = all as More;
