// The second script: everything after an ending, practice, and the list of modules. Loaded when the first screen stands.

import { more as strings } from "../../strings/en-GB.json";
import css from "../styles/more.scss";
import type { More } from "../ui/more";
import { afterwards } from "./after";
import { loadTrust } from "../trust";
import { openCards } from "./cards";
import { courseScreen } from "./course";
import { followUp, welcome } from "./followup";
import { ranking } from "./rank";

const more: More = { strings, css, afterwards, followUp, openCards, courseScreen, ranking, loadTrust, welcome };
window.olwMore = more;
