// The player with the engine, without an LMS: records stay in the browser (preview).

import { define } from "../element";
import { createBrowser } from "../recorders/browser";
import { localSession } from "../session/local";

define((config) =>
  localSession(config, createBrowser(config.storageKey ?? `olw.${config.cover.module}`)));
