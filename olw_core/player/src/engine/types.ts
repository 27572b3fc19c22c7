// The shapes of docs/developers/formats.md, sections 2 to 7.

export interface Setting {
  role: string;
  place: string;
  mode: string;
}

/** Holds where every atom of one list is true: `scene.answer` was given, `!scene.answer` was
 *  not. */
export type When = string[][];

export type Text = string | { html: string; when?: When }[];

export type Drawn = string | { file: string; when?: When }[];

export type BandName = "full" | "part" | "low";

export interface CompiledEcho {
  who: string;
  html: string;
  /** 1 to 3; 3 comes first where there is no room for all. */
  matters: number;
  when?: When;
}

export interface Told {
  consequence: string;
  why: string;
  yours: string;
  other: string;
}

export interface Feedback {
  consequence: string;
}

export interface CompiledOption {
  id: string;
  html: string;
  gain?: number;
  protects?: string;
  costs?: string;
  feedback?: Told;
  echo?: CompiledEcho[];
}

export type ItemType = "choose" | "pick" | "rank" | "rate";
export interface CompiledItem {
  type: ItemType;
  prompt: string;
  points: number;
  full: number;
  tests: string[];
  options: CompiledOption[];
  feedback?: Record<BandName, Told>;
  echo?: Partial<Record<BandName, CompiledEcho[]>>;
  say?: true;
  unit?: number;
  dmax?: number;
  k?: number;
  key?: string[] | string[][] | Record<string, number>;
}

export interface CompiledScene {
  tag: string;
  setting: Setting;
  recap: string;
  ending: { title: string; tone: string } | null;
}

export interface CompiledNode {
  scene: string;
  text: number;
  item: number | null;
  go: Record<string, number>;
  best: number;
  worst: number;
  longest: number;
  picture: Drawn;
  spent?: Drawn;
}

export interface CompiledStory {
  denominator: number;
  start: number;
  texts: Text[];
  items: CompiledItem[];
  scenes: Record<string, CompiledScene>;
  nodes: CompiledNode[];
  way_out: number | null;
  other_chair: { who: string; title: string; text: number } | null;
}

export interface CompiledCard {
  id: string;
  tag: string;
  label: string;
  moment: string;
  words_to_try: string;
  variants: Record<string, Variant>;
}

export interface Variant {
  later?: true;
  setting: Setting;
  html: string;
  item: CompiledItem;
}

export interface Line {
  id: string;
  text: string;
  acts?: string[];
}

export interface CompiledModule {
  format: number;
  id: string;
  principle: string;
  version: number;
  lang: string;
  title: string;
  summary: string;
  minutes: number;
  content_note: string | null;
  source_title: string;
  short_label: string;
  part: string;
  keywords: string[];
  behaviours: { id: string; label: string }[];
  people: Record<string, { name: string; role: string; svg: string }>;
  pictures: Record<string, { svg: string; alt: string }>;
  story: CompiledStory;
  plan: { cues: Line[]; actions: Line[] };
  cards: CompiledCard[];
}

export interface Item {
  type: ItemType;
  prompt: string;
  options: { id: string; html: string }[];
  k?: number;
  say?: true;
}

export interface Past {
  step: number;
  scene: string;
  html: string;
  type: ItemType;
  prompt: string;
  answer: string;
  chosen: string[];
  feedback: Feedback;
}

export interface Other {
  id: string;
  html: string;
  consequence: string;
  protects: string;
  costs: string;
  then: string;
}

export interface Explained {
  step: number;
  scene: string;
  regret: number;
  stake: number;
  tests: string[];
  consequence: string;
  why: string;
  yours: string;
  other: string;
  protects: string;
  costs: string;
  key?: string;
  keyed?: string[];
  others: Other[];
}

export interface Evidence {
  behaviour: string;
  label: string;
  met: number;
  of: number;
}

export interface Result {
  percent?: number;
  best?: number;
  decisions: Explained[];
  evidence: Evidence[];
}

export interface PlanChoice {
  cue: string;
  action: string;
}

export interface PlanView {
  cues: Line[];
  actions: Line[];
  chosen: PlanChoice;
}

/** What somebody says at an ending. */
export interface Echo {
  who: string;
  html: string;
}

export interface Chair extends Echo {
  title: string;
}

export interface View {
  module: string;
  version: number;
  attempt: number;
  step: number;
  scene: string;
  html: string;
  recap: string;
  picture: string;
  setting: Setting;
  progress: number;
  history: Past[];
  feedback?: Feedback;
  item?: Item;
  leave?: true;
  finished?: { best?: number };
  ending?: { title: string; tone: string };
  result?: Result;
  echoes?: Echo[];
  chair?: Chair;
  spent?: string;
  /** From a server, with an ending: what it draws that the cover did not hold. */
  pictures?: Record<string, { svg: string; alt: string }>;
  plan?: PlanView;
  /** Why no further attempt can be begun, in words: from a server that limits them. */
  closed?: string;
}

export type CardFeedback = Told & { id: string; protects?: string; costs?: string };

export interface CardView {
  module: string;
  card: string;
  variant: string;
  label: string;
  moment: string;
  later?: true;
  html: string;
  setting: Setting;
  item: Item;
  answer?: string;
  feedback?: CardFeedback[];
  words_to_try?: string;
}

export type Report = "completion" | "score" | "answers";
export type Notice =
  "" | "record-damaged" | "record-older" | "record-newer" | "record-other-module";
/** `percent` null: the record says only that the story was finished (report `completion`). */
export interface Done {
  version: number;
  percent: number | null;
}

/** One answered decision, as a record keeps it. */
export type Step = readonly [tag: string, answer: string];

export interface AttemptRecord {
  module: string;
  version: number;
  attempt: number;
  steps: Step[];
  plan: PlanChoice;
  done: Done | null;
}
