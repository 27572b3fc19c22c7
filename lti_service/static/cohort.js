// Gives the page an address of its own, so that loading it again does not post the launch a second time.
import { page } from "./page.js";

history.replaceState(null, "", page.address);
