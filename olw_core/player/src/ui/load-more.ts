// Fetches the second script once for all players of a page, from beside the first.

import { learn } from "../strings";
import type { More } from "./player";

declare global {
  interface Window {
    olwMore?: More;
  }
}

const own = (document.currentScript as HTMLScriptElement | null)?.src ?? "";

/** The address of a file that lies where the first script does. */
export const beside = (file: string): string => own.replace(/[^/]*$/, file);

let loading: Promise<More> | null = null;

/** `address`: where the page says the script is; else it lies beside this one. Rejects when it
 *  cannot be had. */
export function loadMore(address = beside(MORE_FILE)): Promise<More> {
  loading ??= new Promise((resolve, reject) => {
    const loaded = (): void => (window.olwMore ? resolve(window.olwMore) : reject());
    if (window.olwMore) return loaded();
    const script = document.createElement("script");
    const plain = /^https?:/.test(address) && !address.includes("?");
    script.src = plain && MORE_HASH ? `${address}?v=${MORE_HASH}` : address;
    script.onload = loaded;
    script.onerror = () => {
      loading = null; // the next screen tries again
      script.remove();
      reject();
    };
    document.head.append(script);
  });
  return loading;
}

/** Runs with the second script; `without` where it cannot be had. */
export type WithMore = (use: (more: More) => void, without?: () => void) => void;

/** For one player: the words of the second script come with it. */
export function makeWithMore(address: string | undefined, unloaded: () => void): WithMore {
  let more: More | null = null;

  function take(loaded: More): void {
    if (more) return;
    more = loaded;
    learn(more.strings);
  }

  return (use, without = unloaded) => {
    if (more) return use(more);
    loadMore(address)
      .then((loaded) => {
        take(loaded);
        use(loaded);
      })
      .catch(without);
  };
}
