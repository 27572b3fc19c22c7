// The player with the engine and the SCORM 1.2 recorder. The trust's own values are read from
// trust.json after the first paint.

import { define } from "../element";
import { createScorm12 } from "../recorders/scorm12";
import { localSession } from "../session/local";

define((config) => localSession(config, createScorm12()), true);
