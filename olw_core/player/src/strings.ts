// Every word the player itself says: strings/<lang>.json, with {name} for what is filled in.

import { core } from "../strings/en-GB.json";
import type all from "../strings/en-GB.json";

export type Strings = typeof all.core &
  typeof all.local &
  typeof all.remote &
  typeof all.more &
  typeof all.packaged;
export type Key = keyof Strings;

/** Gives the words of a key, in the learner's language. */
export type Phrase = (key: Key, values?: Record<string, string | number>) => string;

const english: Record<string, string> = { ...core };

/** Words that come with another part of the player. */
export function learn(words: Record<string, string>): void {
  Object.assign(english, words);
}

/** `own`: words that are laid over the English ones. */
export function phraseBook(own: Partial<Strings> = {}): Phrase {
  return (key, values = {}) => {
    const words = own[key] ?? english[key]!;
    return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };
}
