// Leaves the login's secret with the platform, then goes on to its login page. Goes on in any case:
// a cookie may do.
import { page } from "./page.js";
import { put } from "./storage.js";

const goOn = () => location.replace(page.next);

function tell(problem) {
  console.info("platform storage:", problem.message);
}

put(page.storage, page.value).catch(tell).then(goOn);
