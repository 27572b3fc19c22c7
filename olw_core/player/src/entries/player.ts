// The player of the server doors: the server holds key and record.

import { define } from "../element";
import { remoteSession } from "../session/remote";

define(remoteSession);
