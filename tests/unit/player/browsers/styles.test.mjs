// What the style sheets use and the oldest promised browsers lack: each with what is seen there.
// Nothing else may come.

import assert from "node:assert/strict";
import { test } from "node:test";
import { data, isTooYoung, read, tool } from "./facts.mjs";

const css = tool("css-tree");

const CONTROLS = {
  ":focus-visible": "the browser's own ring",
  outline: "its corners are not round",
};
const NO_GAP = "in a line, things stand closer together";

/** The learner's sheet: plainer, but nothing out of its place. */
const PLAYER = {
  ...CONTROLS,
  ":has": "the chosen line has no colour; its dot has",
  appearance: "with a prefix beside it",
  "aspect-ratio": "a picture is as high as it is drawn",
  gap: NO_GAP,
  "inline-size: fit-content": "a line that opens is as wide as its place",
  "scroll-margin-block-start": "a heading may come to stand below a host's fixed bar",
  "text-wrap": "a heading breaks where its line is full",
  "text-wrap: balance": "the same",
};

/** Sheets of the LTI service: the map, plain messages, the pages of administrators. */
const SERVICE = {
  ...CONTROLS,
  "accent-color": "ticks have the browser's colour",
  gap: NO_GAP,
  "justify-content: start": "things stand at the start in any case",
  "flex-direction: column-reverse": "Firefox 81 mended its scrolling, which is not used",
  "overflow-wrap: anywhere": "a long word may be wider than its place",
  "scroll-margin-top": "a field's label may stand above the window, who comes from the problems",
};
const COHORT = {
  ...SERVICE,
  "print-color-adjust": "bars may be printed without their colour",
  "print-color-adjust: exact": "the same",
};

/** What authors, importers and facilitators have at a desk. */
const DESK = {
  ...SERVICE,
  ":has": "the editor's page keeps its margin",
  ":is": "many rules do not count: plain, and all of it there",
  ":where": "the same",
  "@page": "a printed sheet has the browser's margins",
  "break-after: avoid": "a heading may stand alone at the foot of a printed page",
  "scroll-padding-bottom": "what has the focus may lie under the bar below",
};
const PACK = { ...CONTROLS, gap: NO_GAP, "@page": DESK["@page"], size: "the browser's paper" };

const SHEETS = {
  "olw_core/player/dist/player.css": PLAYER,
  "lti_service/static/service.css": SERVICE,
  "lti_service/static/admin.css": SERVICE,
  "lti_service/static/cohort.css": COHORT,
  "olw_core/page/page.css": DESK,
  "olw_core/authoring/templates/pack.css": PACK,
};

const { properties, selectors, types } = data.css;
const atRules = data.css["at-rules"];

/** A declaration and its keywords, as [name, entry]. */
function* declared({ property, value }) {
  const known = properties[property];
  if (!known) return;
  yield [property, known];
  if (known.flex_context) yield [property, known.flex_context];
  for (const { type, name } of css.findAll(value, () => true)) {
    if (type === "Identifier" && known[name]) yield [`${property}: ${name}`, known[name]];
    const made = type === "Function" && (types[name] ?? types.color[name]);
    if (made) yield [`${name}()`, made];
  }
}

function* used(node) {
  if (node.type === "Declaration") yield* declared(node);
  if (/^Pseudo(Class|Element)Selector$/.test(node.type) && selectors[node.name]) {
    yield [`:${node.name}`, selectors[node.name]];
  }
  if (node.type === "Atrule" && atRules[node.name]) yield [`@${node.name}`, atRules[node.name]];
}

const OWN_OF_A_BROWSER = /^:-/;

/** Names of what one of the oldest browsers lacks. */
function young(text) {
  const all = css.findAll(css.parse(text), () => true).flatMap((node) => [...used(node)]);
  const late = all.filter(([, entry]) => entry.__compat && isTooYoung(entry.__compat));
  const names = late.map(([name]) => name).filter((name) => !OWN_OF_A_BROWSER.test(name));
  return [...new Set(names)].sort();
}

for (const [path, known] of Object.entries(SHEETS)) {
  test(`${path} uses nothing young that is not listed`, () => {
    const unlisted = young(read(path)).filter((name) => !(name in known));
    assert.deepEqual(unlisted, []);
  });
}

test("the learner's list has nothing that is gone", () => {
  assert.deepEqual(young(read("olw_core/player/dist/player.css")), Object.keys(PLAYER).sort());
});

test("what would break a page is found", () => {
  const rules = [
    "a{color:color-mix(in srgb,red,#000)}",
    "a:is(b,c){inset:0}",
    "a{padding-block:0}",
  ];
  assert.deepEqual(rules.map(young), [["color-mix()"], [":is", "inset"], ["padding-block"]]);
});
