// One learner, one package, two tabs: each page goes on from what it was given at its launch, and
// would undo what the other has saved. The newest may write.

/** Tells the earlier pages of this package in this browser that there is a newer one now; `then`
 *  runs when this page is no longer the newest. */
export function overtake(then: () => void): void {
  try {
    const pages = new BroadcastChannel(`olw${location.pathname}`);
    pages.postMessage("");
    pages.onmessage = then;
  } catch {
    // Pages cannot talk: Firefox refuses it where it blocks the cookies of this site.
  }
}
