// Every word the player itself says: strings/<lang>.json, with {name} for what is filled in.

import { core } from "../../strings/en-GB.json";
import type all from "../../strings/en-GB.json";

export type Strings = typeof all.core & typeof all.remote & typeof all.more;
export type Key = keyof Strings;
export type Translate = (key: Key, values?: Record<string, string | number>) => string;

const english: Record<string, string> = { ...core };

/** Words that come with another part of the player. */
export const learn = (words: Record<string, string>): void => void Object.assign(english, words);

export const translator =
  (own: Partial<Strings> = {}): Translate =>
  (key, values = {}) =>
    (own[key] ?? english[key]!).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
