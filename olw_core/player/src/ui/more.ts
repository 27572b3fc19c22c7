// Fetches the second script once for all players of a page, from beside the first.

import type { Item, Past, PlanView, View } from "../engine/index";
import type { Theme } from "../config";
import type { Child } from "./dom";
import type { Player } from "./player";

export interface More {
  strings: Record<string, string>;
  css: string;
  afterwards(p: Player, view: View): Child[];
  followUp(p: Player, plan: PlanView): Child;
  welcome(p: Player, view: View): Child[];
  ranking(p: Player, item: Item, set: HTMLElement): Child[];
  rating(p: Player, item: Item): Child[];
  openCards(p: Player, quiet?: boolean): void;
  closed(p: Player): Child[];
  pastLines(p: Player, history: Past[]): Child;
  leaveScreen(p: Player, view: View, before: Node[]): void;
  loadTrust(base: string): Promise<Partial<Theme>>;
  courseScreen(p: Player, note?: string, quiet?: boolean): void;
}

declare global {
  interface Window {
    olwMore?: More;
  }
}

/** Set by the build to a hash of the second script. */
declare const MORE_HASH: string;

const FILE = "player-more.js";
const own = (document.currentScript as HTMLScriptElement | null)?.src ?? "";

let loading: Promise<More> | null = null;

/** `address`: where the page says the script is; else it lies beside this one. Rejects when it cannot be had. */
export function loadMore(address = own.replace(/[^/]*$/, FILE)): Promise<More> {
  return (loading ??= new Promise<More>((resolve, reject) => {
    if (window.olwMore) return resolve(window.olwMore);
    const script = document.createElement("script");
    script.src =
      /^https?:/.test(address) && !address.includes("?") && MORE_HASH
        ? `${address}?v=${MORE_HASH}`
        : address;
    script.onload = () => (window.olwMore ? resolve(window.olwMore) : reject());
    script.onerror = () => {
      loading = null; // the next screen tries again
      script.remove();
      reject();
    };
    document.head.append(script);
  }));
}
