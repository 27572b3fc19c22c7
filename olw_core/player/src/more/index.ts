// The second script: everything after an ending, practice, and the list of modules. Loaded when the first screen stands.

import { more as strings } from "../../strings/en-GB.json";
import css from "../styles/more.scss";
import type { More } from "../ui/more";
import { afterwards } from "./after";
import { loadTrust } from "../trust";
import { openCards } from "./cards";
import { closed } from "./closed";
import { courseScreen } from "./course";
import { followUp, welcome } from "./followup";
import { leaveScreen } from "./leave";
import { pastLines } from "./past";
import { ranking } from "./rank";
import { rating } from "./rate";

const more: More = {
  strings,
  css,
  afterwards,
  followUp,
  openCards,
  courseScreen,
  closed,
  pastLines,
  ranking,
  rating,
  leaveScreen,
  loadTrust,
  welcome,
};
window.olwMore = more;
