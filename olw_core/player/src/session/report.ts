// What a local session tells an LMS: the snapshot that the `report` switch allows.

import type { Config } from "../config";
import {
  counted,
  leave,
  write,
  type AttemptRecord,
  type CompiledItem,
  type CompiledModule,
} from "../engine/index";
import { walk } from "../engine/story";
import { authorsAnswer } from "../engine/view";
import type { Interaction, Snapshot } from "../recorders/recorder";

/** Status completed when every module is; the score is the mean of the best results, rounded half up.
 *  `strange`: records of modules that are not in this package; they are kept as they are. */
export function snapshot(
  config: Config,
  modules: CompiledModule[],
  records: AttemptRecord[],
  practised: boolean,
  strange: string[] = [],
): Snapshot {
  const done = records.filter((record) => record.done);
  const completed = practised || done.length === records.length;
  const sum = done.reduce((total, record) => total + counted(record.done!), 0);
  const best = Math.floor((2 * sum + records.length) / (2 * records.length));
  const { passMark, report, completionScore } = config;
  const join = (these: AttemptRecord[]): string =>
    [...these.map((one) => write(one, report)), ...strange].join("~~");
  const text = join(records);
  const parting = join(records.map((one, i) => leave(modules[i]!, one)));
  const told = report === "completion" ? (completionScore ? 100 : null) : best;
  return {
    text,
    ...(parting !== text && { parting }),
    status: completed ? "completed" : "incomplete",
    percent: completed ? told : null,
    ...(completed && passMark != null && { passed: best >= passMark }),
    interactions: [],
  };
}

/** The decision answered last, as an LMS may be told of it. */
export function interaction(m: CompiledModule, record: AttemptRecord): Interaction {
  const { decisions } = walk(m, record.steps)[0];
  const { node, item, answer, gain } = decisions[decisions.length - 1]!;
  return {
    id: `${m.id}_${node.scene}`,
    type: item.type,
    response: answer,
    key: onlyBest(item),
    share: [gain, item.full],
    lang: m.lang,
    prompt: plain(item.prompt),
    options: item.options.map(({ id, html }) => [id, plain(html)]),
  };
}

const MARKS: Record<string, string> = { amp: "&", lt: "<", gt: ">" };

/** The words of the compiler's small HTML, on one line. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt);/g, (_, mark: string) => MARKS[mark]!)
    .replace(/\s+/g, " ")
    .trim();

/** The one answer that earns the most, or "". */
function onlyBest(item: CompiledItem): string {
  if (item.type === "rank")
    return (item.key as string[][]).some((tied) => tied.length > 1) ? "" : authorsAnswer(item);
  if (item.type !== "choose") return authorsAnswer(item);
  const best = item.options.filter((option) => option.gain === item.full);
  return best.length === 1 ? best[0]!.id : "";
}
