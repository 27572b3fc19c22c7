// Time under the test's hand: setTimeout, clearTimeout, performance.now and Date move only by
// `pass`.

import { mock } from "node:test";
import { settle } from "./page.mjs";

export function clock() {
  let now = 0;
  mock.timers.reset();
  mock.restoreAll();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 10, 23, 20, 5, 9) });
  mock.method(performance, "now", () => now);
  return {
    async pass(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 50) {
        now += Math.min(left, 50);
        mock.timers.tick(Math.min(left, 50));
        await settle();
      }
    },
  };
}
