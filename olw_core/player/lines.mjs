// One line says one thing in TypeScript too: what never stands inside another expression, how long
// a function may be, and how much may stand on a line. `npm run check` runs it over src/; another
// folder with a tsconfig.json may be named.

import { relative, resolve } from "node:path";
import { SyntaxKind } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

// A function's lines of code, without those of functions with a name inside it: these are counted
// by themselves. What holds a state for a few functions (a recorder, a session) is as long as they.
const SCREEN = 40;

// Nodes of the syntax tree for each line that is not blank. Counted in the same way, with lines of
// 100 columns as here: hypothesis/client 3.6, chapbook 3.6, ky 3.6, govuk-frontend 2.8 (with many
// comments); their densest files 5.6, 5.3, 6.7 and 3.4. Here they are as below, and may only
// fall.
const MEAN = 6.45;
const FILE = 8.7;
const SHORT = 30; // a file of no more lines has no mean worth telling

const FUNCTIONS = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
]);

/** What gives a name to the function that it begins with or is. */
const NAMING = new Set([SyntaxKind.VariableDeclaration, SyntaxKind.PropertyAssignment]);

/** What a ternary may be all of. */
const WHOLE = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ArrowFunction,
]);

function children(node) {
  const found = [];
  node.forEachChild((child) => void found.push(child));
  return found;
}

/** The node and all below it, each with the one that it is a part of; parentheses are none. */
function* walk(node, outer) {
  yield [node, outer];
  const inside = node.kind === SyntaxKind.ParenthesizedExpression ? outer : node;
  for (const child of children(node)) yield* walk(child, inside);
}

function isAssignment(node) {
  if (node.kind !== SyntaxKind.BinaryExpression) return false;
  const { kind } = node.operatorToken;
  return SyntaxKind.FirstAssignment <= kind && kind <= SyntaxKind.LastAssignment;
}

/** What is wrong about a ternary that is a part of this. */
function misplaced(outer) {
  if (WHOLE.has(outer.kind) || isAssignment(outer)) return "";
  const isTernary = outer.kind === SyntaxKind.ConditionalExpression;
  return isTernary ? "a ternary inside a ternary" : "a ternary inside another expression";
}

function hasName(node) {
  if (FUNCTIONS.has(node.kind)) return node.name !== undefined;
  return NAMING.has(node.kind) && FUNCTIONS.has(node.initializer?.kind);
}

/** The functions with a name that stand in a node, without those inside of them. */
function* named(node) {
  for (const child of children(node)) {
    if (hasName(child)) yield child;
    else yield* named(child);
  }
}

/** A source, its lines (the first is 1) and where a node stands on them. */
class Source {
  constructor(tree) {
    this.tree = tree;
    this.lines = ["", ...tree.text.split("\n")];
  }

  first(node) {
    return this.#line(node.getStart(this.tree));
  }

  last(node) {
    return this.#line(node.end);
  }

  #line(position) {
    return this.tree.getLineAndCharacterOfPosition(position).line + 1;
  }

  isCode(line) {
    const text = this.lines[line].trim();
    return text !== "" && !/^(\/\/|\/?\*)/.test(text);
  }

  /** How many lines of code a function has, without functions with a name inside it. */
  length(node) {
    const counted = new Set();
    for (let line = this.first(node); line <= this.last(node); line++) {
      if (this.isCode(line)) counted.add(line);
    }
    for (const inner of named(node)) {
      for (let line = this.first(inner); line <= this.last(inner); line++) counted.delete(line);
    }
    return counted.size;
  }

  fault(node, outer) {
    if (node.kind === SyntaxKind.ConditionalExpression) return misplaced(outer);
    if (!FUNCTIONS.has(node.kind)) return "";
    const length = this.length(node);
    return length > SCREEN ? `a function of ${length} lines, more than ${SCREEN}` : "";
  }

  /** The faults as "line: what", and how much there is. */
  measure() {
    const faults = [];
    let nodes = 0;
    for (const [node, outer] of walk(this.tree, undefined)) {
      nodes += 1;
      const fault = this.fault(node, outer);
      if (fault) faults.push(`${this.first(node)}: ${fault}`);
    }
    const lines = this.lines.filter((line) => line.trim()).length;
    const mean = nodes / lines;
    if (lines > SHORT && mean > FILE) faults.push(`1: ${dense(mean, FILE)}`);
    return { faults, nodes, lines };
  }
}

const dense = (mean, most) => `${mean.toFixed(2)} nodes a line, more than ${most}`;

/** The sources of a folder's project by name, as the compiler itself reads them. */
function* sources(folder) {
  const api = new API();
  const config = resolve(folder, "tsconfig.json");
  const { program, rootFiles } = api.updateSnapshot({ openProjects: [config] }).getProject(config);
  for (const path of rootFiles) {
    yield [relative(folder, path), new Source(program.getSourceFile(path))];
  }
  api.close();
}

function check(folder) {
  const found = [];
  let nodes = 0;
  let lines = 0;
  for (const [name, source] of sources(folder)) {
    const measured = source.measure();
    nodes += measured.nodes;
    lines += measured.lines;
    for (const fault of measured.faults) found.push(`${name}:${fault}`);
  }
  if (nodes / lines > MEAN) found.push(`all files: ${dense(nodes / lines, MEAN)}`);
  return found;
}

const [folder = "."] = process.argv.slice(2);
const faults = check(resolve(folder));
for (const fault of faults) console.error(fault);
if (faults.length) process.exitCode = 1;
