// The player with the engine and the SCORM 2004 recorder. The trust's own values are read from
// trust.json after the first paint.

import { define } from "../element";
import { createScorm2004 } from "../recorders/scorm2004";
import { localSession } from "../session/local";

define((config) => localSession(config, createScorm2004()), true);
