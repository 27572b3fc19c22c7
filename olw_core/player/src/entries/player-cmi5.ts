// The player with the engine and the cmi5 recorder. The trust's own values are read from trust.json
// after the first paint.

import { define } from "../element";
import { createCmi5 } from "../recorders/cmi5";
import { localSession } from "../session/local";
import { heed } from "../session/their-mark";

define((config) => {
  const recorder = createCmi5((mastery) => heed(config, mastery));
  return localSession(config, recorder);
}, true);
