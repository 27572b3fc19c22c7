// Where a SCORM LMS has put its API: this window or a parent of it, then the window that opened it, then the one that opened the top.

/** The API object is the LMS's own: nothing is known of it but that its members may be called. */
export type Api = Record<string, (...args: string[]) => unknown>;

const MOST_PARENTS = 60;

/** Each look is guarded: a parent on another origin throws on every property but `parent`. */
function upwards(from: Window | null | undefined, name: string): Api | null {
  let at = from;
  for (let level = 0; at && level <= MOST_PARENTS; level++) {
    try {
      const api = (at as unknown as Record<string, Api | undefined>)[name];
      if (api) return api;
    } catch { /* another origin: look further up */ }
    const next: Window = at.parent;
    if (next === at) return null;
    at = next;
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

export function findApi(name: string): Api | null {
  return upwards(window, name)
    ?? upwards(opener(() => window.opener as Window | null), name)
    ?? upwards(opener(() => window.top?.opener as Window | null), name);
}

export const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Some LMSs put the API there only after our page has loaded: 8 further looks, 250 ms apart. */
export async function awaitApi(name: string): Promise<Api | null> {
  for (let look = 0; ; look++) {
    const api = findApi(name);
    if (api || look === 8) return api;
    await wait(250);
  }
}
