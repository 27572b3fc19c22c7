// Where a SCORM LMS has put its API: this window or a parent of it, then the window that opened it,
// then the one that opened the top.

/** The API object is the LMS's own: nothing is known of it but that its members may be called. */
export type Api = Record<string, (...args: string[]) => unknown>;

/** The API and the window whose scripts it runs in. */
export interface Place {
  api: Api;
  home: Window;
}

const MOST_PARENTS = 60;

/** Each look is guarded: a parent on another origin throws on every property but `parent`. */
function upwards(from: Window | null | undefined, name: string): Place | null {
  let home = from;
  for (let level = 0; home && level <= MOST_PARENTS; level++) {
    try {
      const api = (home as unknown as Record<string, Api | undefined>)[name];
      if (api) return { api, home };
    } catch {
      /* another origin: look further up */
    }
    const next: Window = home.parent;
    if (next === home) return null;
    home = next;
  }
  return null;
}

function opener(of: () => Window | null): Window | null {
  try {
    return of();
  } catch {
    return null;
  }
}

export function findApi(name: string): Place | null {
  return (
    upwards(window, name) ??
    upwards(
      opener(() => window.opener as Window | null),
      name,
    ) ??
    upwards(
      opener(() => window.top?.opener as Window | null),
      name,
    )
  );
}

const AT_ONCE = 10_000; // ms in which a page of an LMS opens a package by itself

/** Whether the LMS's page came out of the browser's memory (Back, Forward, a tab opened again) and
 *  opened us by itself: Moodle writes into that page what a launch is given
 *  (mod/scorm/player.php), and what was saved since would be overwritten. Where somebody has
 *  clicked in it since, the LMS may have asked for newer values. */
export function isOld(place: Place | null): boolean {
  const of = place?.home.performance;
  const came = of?.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  if (came?.type !== "back_forward" || came.transferSize) return false;
  return of!.now() < AT_ONCE && !of!.getEntriesByType("first-input")[0];
}
