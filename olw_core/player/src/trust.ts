// The trust's own values inside a package: `trust.json` beside the page, edited with Notepad by people who do not program.
// Read after the first paint. Whatever is wrong with it is said once, in plain words, in the console; the built-in value stays.

export interface Trust {
  name: string;
  /** A file of the package: nothing is ever loaded from another place. */
  logo: string;
  colour: string;
  support: { label: string; url: string }[];
  problem_url: string;
}

const FILE = "trust.json";
const BEGINS = 'must begin with "https://", "mailto:" or "tel:"';

const fits = (value: unknown, pattern: RegExp): value is string => typeof value === "string" && pattern.test(value);
const link = (value: unknown): boolean => fits(value, /^(https:\/\/|mailto:|tel:)\S+$/i);

/** White words on the colour have a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). */
function dark(colour: string): boolean {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05) >= 4.5;
}

/** For each name: what a value must be, as a test and in words. */
const RULES: Record<keyof Trust, [fits: (value: unknown) => boolean, words: string]> = {
  name: [(value) => fits(value, /^.{0,100}$/), "must be words in quotes, 100 characters at most"],
  logo: [(value) => fits(value, /^([\w-]+\.(svg|png))?$/i), 'must be the name of a file beside it, like "logo.svg"'],
  colour: [(value) => fits(value, /^#[0-9a-f]{6}$/i) && dark(value), 'must look like "#005eb8", and be dark enough for white words on it'],
  support: [
    (value) => Array.isArray(value) && value.every((one) => fits(one?.label, /\S/) && link(one.url)),
    `must be a list of links, each with a "label" and a "url"; a url ${BEGINS}`,
  ],
  problem_url: [(value) => value === "" || link(value), BEGINS],
};

/** The good values of a parsed trust.json, and one sentence for each bad one. */
export function readTrust(given: unknown): { trust: Partial<Trust>; problems: string[] } {
  const trust: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(Object(given))) {
    const rule = Object.hasOwn(RULES, key) && RULES[key as keyof Trust];
    if (!rule) problems.push(`"${key}" is not known; the names are ${Object.keys(RULES).join(", ")}`);
    else if (rule[0](value)) trust[key] = value;
    else problems.push(`"${key}" ${rule[1]}`);
  }
  return { trust, problems };
}

async function read(address: string): Promise<{ trust: Partial<Trust>; problems: string[] }> {
  const answer = await fetch(address);
  if (!answer.ok) return { trust: {}, problems: [] };
  const body = await answer.text();
  try {
    return readTrust(JSON.parse(body));
  } catch {
    return { trust: {}, problems: ["it cannot be read. Look for a missing quote, comma or bracket, and save it as UTF-8"] };
  }
}

/** `base` is the address of the folder that holds trust.json, with its last slash. Never rejects. */
export async function loadTrust(base: string): Promise<Partial<Trust>> {
  if (location.protocol === "file:") return {};   // browsers refuse to read beside a page opened from disk
  try {
    const { trust, problems } = await read(base + FILE);
    if (problems.length) console.warn(`${FILE}: ${problems.join(". ")}. The built-in value is used instead.`);
    if (trust.logo) trust.logo = base + trust.logo;
    return trust;
  } catch {
    return {};
  }
}
