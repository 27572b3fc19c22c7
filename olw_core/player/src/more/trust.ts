// The trust's own values inside a package: `trust.json` beside the page, edited with Notepad by
// people who do not program. Read after the first paint. Whatever is wrong with it is said once, in
// plain words, in the console; the built-in value stays.

import limits from "../../trust-limits.json";
import { contrast } from "../ui/theme";

export interface Link {
  label: string;
  url: string;
}

export interface Trust {
  name: string;
  /** A file of the package: nothing is ever loaded from another place. */
  logo: string;
  colour: string;
  support: Link[];
  problem_url: string;
}

const FILE = "trust.json";
const BEGINS = 'must begin with "https://", "mailto:" or "tel:" and have no spaces';

const LOGO = "([\\w-]+\\.(svg|png))?";
const SOME = "[^]*\\S[^]*";

const isWords = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value.length <= longest;
/** The whole value, in capitals or not. */
const fits = (value: unknown, pattern: string): value is string =>
  typeof value === "string" && new RegExp(`^(?:${pattern})$`, "i").test(value);
const isLink = (value: unknown): boolean => fits(value, limits.link) && value.length <= limits.url;
/** White words on the colour can be read. */
const isDark = (colour: string): boolean => contrast(colour) >= limits.contrast;

/** What one value must be, as a test and in words. */
interface Rule {
  holds(value: unknown): boolean;
  words: string;
}

const RULES: Record<string, Rule> = {
  name: {
    holds: (value) => isWords(value, limits.name),
    words: `must be words in quotes, ${limits.name} characters at most`,
  },
  logo: {
    holds: (value) => fits(value, LOGO),
    words: 'must be the name of a file beside it, like "logo.svg"',
  },
  colour: {
    holds: (value) => fits(value, limits.colour) && isDark(value),
    words: 'must look like "#005eb8", and be dark enough for white words on it',
  },
  problem_url: {
    holds: (value) => value === "" || isLink(value),
    words: BEGINS,
  },
};
const NAMES = ["name", "logo", "colour", "support", "problem_url"];

/** What is wrong with one support link, in words; "" for a good one. */
function fault(one: Partial<Link> | null): string {
  const label = one?.label;
  if (!fits(label, SOME)) return 'has no "label" with words in it';
  if (!isWords(label, limits.label)) {
    return `has a "label" of more than ${limits.label} characters`;
  }
  return isLink(one!.url) ? "" : `has a "url" that cannot be used: it ${BEGINS}`;
}

/** Which link it is, as far as it can be told. */
function nameOf(one: Partial<Link> | null, i: number): string {
  const label = one?.label;
  const known = typeof label === "string" ? ` ("${label.slice(0, limits.label)}")` : "";
  return `link ${i + 1} of "support"${known}`;
}

/** The good links of a list; a bad one is left out alone, and told. */
function goodLinks(given: unknown, problems: string[]): Link[] | undefined {
  if (!Array.isArray(given)) {
    problems.push('"support" must be a list of links in square brackets');
    return undefined;
  }
  const good: Link[] = [];
  given.forEach((one, i) => {
    const full = good.length >= limits.links;
    const wrong = full ? `is more than the ${limits.links} there can be` : fault(one);
    if (wrong) problems.push(`${nameOf(one, i)} ${wrong}, so it is left out`);
    else good.push({ label: one.label, url: one.url });
  });
  return good.length || !given.length ? good : undefined;
}

export interface Reading {
  /** The good values. */
  trust: Partial<Trust>;
  /** One sentence for each bad one. */
  problems: string[];
}

/** What a parsed trust.json holds. */
export function readTrust(given: unknown): Reading {
  const trust: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(Object(given))) {
    if (!NAMES.includes(key)) {
      problems.push(`"${key}" is not known; the names are ${NAMES.join(", ")}`);
    } else if (key === "support") {
      const links = goodLinks(value, problems);
      if (links) trust[key] = links;
    } else if (RULES[key]!.holds(value)) {
      trust[key] = value;
    } else {
      problems.push(`"${key}" ${RULES[key]!.words}`);
    }
  }
  return { trust, problems };
}

const UNREADABLE =
  "it cannot be read. Look for a missing quote, comma or bracket, and save it as UTF-8";
const CURLY = '. Write straight quotes ("), not curly ones';

async function read(address: string): Promise<Reading> {
  const answer = await fetch(address);
  // Read in any case: an answer that nobody reads may hold its connection.
  const body = await answer.text();
  if (!answer.ok) return { trust: {}, problems: [] };
  try {
    return readTrust(JSON.parse(body));
  } catch {
    const curly = /[\u2018-\u201f]/.test(body) ? CURLY : "";
    return { trust: {}, problems: [UNREADABLE + curly] };
  }
}

const REST =
  "The built-in value is used for what is named here, and all the rest of the file holds.";

/** `base` is the address of the folder that holds trust.json, with its last slash. Never
 *  rejects. */
export async function loadTrust(base: string): Promise<Partial<Trust>> {
  // browsers refuse to read beside a page opened from disk
  if (location.protocol === "file:") return {};
  try {
    const { trust, problems } = await read(base + FILE);
    if (problems.length) console.warn(`${FILE}: ${problems.join(". ")}. ${REST}`);
    if (trust.logo) trust.logo = base + trust.logo;
    return trust;
  } catch {
    return {};
  }
}
