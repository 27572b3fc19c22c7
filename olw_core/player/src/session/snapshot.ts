// What a local session tells an LMS: the snapshot that the switch `report` allows.

import type { Config } from "../config";
import {
  counted,
  leave,
  write,
  type AttemptRecord,
  type CompiledItem,
  type CompiledModule,
} from "../engine/index";
import { walk, type Decision } from "../engine/story";
import { authorsAnswer } from "../engine/feedback";
import type { Interaction, Snapshot } from "../recorders/recorder";
import { joinRecords } from "./records";

/** Status completed when every module is, or when a card was answered in a package of cards
 *  (`practised`). `strange`: records of modules that are not in this
 *  package; they are kept as they are. */
export function snapshot(
  config: Config,
  modules: CompiledModule[],
  records: AttemptRecord[],
  practised: boolean,
  strange: string[] = [],
): Snapshot {
  const { passMark, report } = config;
  const completed = practised || records.every((record) => record.done);
  const join = (these: AttemptRecord[]): string =>
    joinRecords([...these.map((one) => write(one, report)), ...strange]);
  const text = join(records);
  const parting = join(records.map((one, i) => leave(modules[i]!, one)));
  const best = mean(records);
  const status = completed ? "completed" : "incomplete";
  const percent = completed ? tellable(config, best) : null;
  return {
    text,
    ...(parting !== text && { parting }),
    status,
    percent,
    ...(completed && passMark != null && { passed: best >= passMark }),
    interactions: [],
  };
}

/** The mean of the best results, rounded half up; a story that is not finished counts 0. */
function mean(records: AttemptRecord[]): number {
  let sum = 0;
  for (const { done } of records) sum += done ? counted(done) : 0;
  return Math.floor((2 * sum + records.length) / (2 * records.length));
}

/** The percentage that an LMS may be told; null for none. */
function tellable({ report, completionScore }: Config, best: number): number | null {
  if (report !== "completion") return best;
  return completionScore ? 100 : null;
}

/** The decision answered last, as an LMS may be told of it: none once the way out was taken, so
 *  that nothing shows it. */
export function interactions(module: CompiledModule, record: AttemptRecord): Interaction[] {
  const [{ decisions, skipped }] = walk(module, record.steps);
  return skipped ? [] : [interaction(module, decisions[decisions.length - 1]!)];
}

function interaction(module: CompiledModule, decision: Decision): Interaction {
  const { node, item, answer, gain } = decision;
  return {
    id: `${module.id}_${node.scene}`,
    type: item.type,
    response: answer,
    key: onlyBest(item),
    share: [gain, item.full],
    lang: module.lang,
    prompt: wordsOf(item.prompt),
    options: item.options.map(({ id, html }) => [id, wordsOf(html)]),
  };
}

const MARKS: Record<string, string> = { amp: "&", lt: "<", gt: ">" };

/** The words of the compiler's small HTML, on one line. */
function wordsOf(html: string): string {
  const untagged = html.replace(/<[^>]*>/g, "");
  const words = untagged.replace(/&(amp|lt|gt);/g, (_, mark: string) => MARKS[mark]!);
  return words.replace(/\s+/g, " ").trim();
}

/** The one answer that earns the most, or "". */
function onlyBest(item: CompiledItem): string {
  if (item.type === "choose") {
    const best = item.options.filter((option) => option.gain === item.full);
    return best.length === 1 ? best[0]!.id : "";
  }
  const isTied = item.type === "rank" && (item.key as string[][]).some((tied) => tied.length > 1);
  return isTied ? "" : authorsAnswer(item);
}
