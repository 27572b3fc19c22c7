// Gives the page an address of its own, so that loading it again does not post the launch a second
// time.
import { settleIn, watch } from "./leave.js";
import { page, receive } from "./page.js";
import { follow } from "./size.js";
import { offerWindow } from "./small.js";

history.replaceState(null, "", page.address);
receive();
settleIn();
watch(page.idle);
follow(document.body);
offerWindow(page.token);
