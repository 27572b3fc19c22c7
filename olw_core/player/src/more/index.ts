// The second script: everything after an ending, practice, and the list of modules. Loaded when the
// first screen stands.

import { more as strings } from "../../strings/en-GB.json";
import css from "../styles/more.scss";
import type { More } from "../ui/player";
import { afterwards } from "./after";
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

const more: More = {
  strings,
  css,
  afterwards,
  showProblem,
  welcome,
  answerOf,
  sayBox,
  kinds: { rank, rate },
  openCards,
  closed,
  pastLines,
  leaveScreen,
  courseScreen,
};

window.olwMore = more;
