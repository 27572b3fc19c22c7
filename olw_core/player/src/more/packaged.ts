// The second script as packages have it: with what reads the trust's own values from beside the
// page. Servers know these themselves.

import "./index";
import { loadTrust } from "./trust";

window.olwMore!.loadTrust = loadTrust;
