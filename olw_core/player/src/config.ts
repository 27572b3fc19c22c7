// The player's configuration: docs/developers/formats.md, section 8, and what a SCORM or cmi5
// package adds.

import type { CompiledModule, Report, View } from "./engine/index";
import type { Strings } from "./strings";

export interface Person {
  name: string;
  role: string;
  svg: string;
}
export interface Picture {
  svg: string;
  alt: string;
}
/** `note`: the card's story has a content note (packages of several stories only). */
export interface CardLine {
  id: string;
  label: string;
  moment: string;
  note?: boolean;
}

export interface Cover {
  module: string;
  version: number;
  title: string;
  summary: string;
  minutes: number;
  content_note: string | null;
  source_title: string;
  people: Record<string, Person>;
  pictures: Record<string, Picture>;
  cards: CardLine[];
  behaviours: { id: string; label: string }[];
}

export interface Theme {
  name?: string;
  logo?: string;
  colour?: string;
  support?: { label: string; url: string }[];
  problem_url?: string;
}

export interface Count {
  ask: string;
  help: string;
}

export interface Config {
  lang: string;
  report: Report;
  heading: number;
  ownsPage: boolean;
  show: "story" | "cards";
  cover: Cover;
  disclosure: string[];
  disclosureLang?: string;
  trust: Theme;
  view?: View;
  notice?: string;
  urls?: { respond: string; retry: string; plan: string; card: string };
  auth?: { bearer?: string; csrfCookie?: string };
  /** What would stop the learner can be counted: words to ask for it with. */
  count?: Count;
  modules?: CompiledModule[];
  storageKey?: string;
  /** Percent from which a trust calls a result passed. */
  passMark?: number | null;
  /** The platform needs a number at completion although no score is reported: it is sent 100. */
  completionScore?: boolean;
  /** Address of the style sheet, where it does not lie beside the first script. */
  style?: string;
  /** Address of the second script, where it does not lie beside the first. */
  more?: string;
  /** Texts in the learner's language, laid over the English ones. */
  strings?: Partial<Strings>;
}
