// Gives the page an address of its own, so that loading it again does not post the launch a second
// time. The place on the page stays in it: what a filter found is not to be looked for.
import { settleIn, watch } from "./leave.js";
import { page, receive } from "./page.js";
import { follow } from "./size.js";
import { offerWindow } from "./small.js";

history.replaceState(null, "", page.address + location.hash);
receive();
settleIn();
watch(page.idle);
follow(document.body);
offerWindow(page.token);
