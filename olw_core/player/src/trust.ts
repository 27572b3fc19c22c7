// The trust's own values inside a package: `trust.json` beside the page, edited with Notepad by people who do not program.
// Read after the first paint. Whatever is wrong with it is said once, in plain words, in the console; the built-in value stays.

import limits from "../limits.json";
import { luminance } from "./ui/theme";

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

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "i");
const LINK = whole(limits.link);
const COLOUR = whole(limits.colour);

const fits = (value: unknown, pattern: RegExp): value is string =>
  typeof value === "string" && pattern.test(value);
const link = (value: unknown): boolean => fits(value, LINK) && value.length <= limits.url;
/** White words on the colour can be read. */
const dark = (colour: string): boolean => 1.05 / (luminance(colour) + 0.05) >= limits.contrast;

/** For each name of one value: what it must be, as a test and in words. */
const RULES: Record<string, [fits: (value: unknown) => boolean, words: string]> = {
  name: [
    (value) => typeof value === "string" && value.length <= limits.name,
    `must be words in quotes, ${limits.name} characters at most`,
  ],
  logo: [
    (value) => fits(value, /^([\w-]+\.(svg|png))?$/i),
    'must be the name of a file beside it, like "logo.svg"',
  ],
  colour: [
    (value) => fits(value, COLOUR) && dark(value),
    'must look like "#005eb8", and be dark enough for white words on it',
  ],
  problem_url: [(value) => value === "" || link(value), BEGINS],
};
const NAMES = ["name", "logo", "colour", "support", "problem_url"];

/** What is wrong with one support link, in words; "" for a good one. */
function fault(one: Partial<Link> | null): string {
  if (!fits(one?.label, /\S/)) return 'has no "label" with words in it';
  if (one!.label!.length > limits.label)
    return `has a "label" of more than ${limits.label} characters`;
  return link(one!.url) ? "" : `has a "url" that cannot be used: it ${BEGINS}`;
}

/** The good links of a list; a bad one is left out alone, and told. */
function goodLinks(given: unknown, problems: string[]): Link[] | undefined {
  if (!Array.isArray(given)) {
    problems.push('"support" must be a list of links in square brackets');
    return undefined;
  }
  const good: Link[] = [];
  given.forEach((one, i) => {
    const words =
      good.length < limits.links ? fault(one) : `is more than the ${limits.links} there can be`;
    const name = typeof one?.label === "string" ? ` ("${one.label.slice(0, limits.label)}")` : "";
    if (words) problems.push(`link ${i + 1} of "support"${name} ${words}, so it is left out`);
    else good.push({ label: one.label, url: one.url });
  });
  return good.length || !given.length ? good : undefined;
}

/** The good values of a parsed trust.json, and one sentence for each bad one. */
export function readTrust(given: unknown): { trust: Partial<Trust>; problems: string[] } {
  const trust: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(Object(given))) {
    const rule = RULES[key]!;
    if (!NAMES.includes(key))
      problems.push(`"${key}" is not known; the names are ${NAMES.join(", ")}`);
    else if (key === "support") trust[key] = goodLinks(value, problems);
    else if (rule[0](value)) trust[key] = value;
    else problems.push(`"${key}" ${rule[1]}`);
  }
  if (!trust["support"]) delete trust["support"];
  return { trust, problems };
}

async function read(address: string): Promise<{ trust: Partial<Trust>; problems: string[] }> {
  const answer = await fetch(address);
  if (!answer.ok) return { trust: {}, problems: [] };
  const body = await answer.text();
  try {
    return readTrust(JSON.parse(body));
  } catch {
    const curly = /[\u2018-\u201f]/.test(body) ? '. Write straight quotes ("), not curly ones' : "";
    const words =
      "it cannot be read. Look for a missing quote, comma or bracket, and save it as UTF-8";
    return { trust: {}, problems: [words + curly] };
  }
}

/** `base` is the address of the folder that holds trust.json, with its last slash. Never rejects. */
export async function loadTrust(base: string): Promise<Partial<Trust>> {
  if (location.protocol === "file:") return {}; // browsers refuse to read beside a page opened from disk
  try {
    const { trust, problems } = await read(base + FILE);
    if (problems.length)
      console.warn(
        `${FILE}: ${problems.join(". ")}. The built-in value is used for what is named here, and all the rest of the file holds.`,
      );
    if (trust.logo) trust.logo = base + trust.logo;
    return trust;
  } catch {
    return {};
  }
}
