// Leaves the login's secret with the platform, then goes on to its login page. Goes on in any case:
// a cookie may do.
import { page } from "./page.js";
import { put } from "./storage.js";

try {
  await put(page.storage, page.value);
} catch (problem) {
  console.info("platform storage:", problem.message);
}
location.replace(page.next);
