// A session without a server: the engine over the modules in the page, and a recorder that keeps
// the records.

import { local as words } from "../../strings/en-GB.json";
import type { Config, Cover } from "../config";
import {
  cardAnswer,
  cardView,
  keepPlan,
  respond,
  retry,
  view,
  EngineError,
  type AttemptRecord,
  type CompiledModule,
  type View,
} from "../engine/index";
import type { Mode, Opened, Recorder } from "../recorders/recorder";
import { learn } from "../strings";
import { Refusal, type Begun, type Moved, type PlaySession } from "./play-session";
import { readRecords } from "./records";
import { interactions, snapshot } from "./snapshot";

export function localSession(config: Config, recorder: Recorder): PlaySession {
  learn(words);
  const modules = config.modules!;
  const several = modules.length > 1;
  const isStory = config.show === "story";
  const shown = new Map<string, number>(); // card -> times: another variant each time
  let records: AttemptRecord[] = [];
  let strange: string[] = []; // records of modules that are not in this package
  let at = 0;
  let practised = false;
  let mode: Mode = "normal";

  const now = (): View => view(modules[at]!, records[at]!, config.report);

  function save(answered: boolean): Promise<boolean> {
    const shot = snapshot(config, modules, records, practised, strange);
    if (answered && config.report === "answers") {
      shot.interactions.push(...interactions(modules[at]!, records[at]!));
    }
    return recorder.save(shot);
  }

  type Change = (module: CompiledModule, record: AttemptRecord) => AttemptRecord;

  function change(next: Change, answered = false): Promise<Moved> {
    return refusing(() => {
      const before = records[at]!;
      const after = next(modules[at]!, before);
      records[at] = after;
      const saved = after === before ? Promise.resolve(true) : save(answered);
      return { view: now(), saved };
    });
  }

  function menu(): AttemptRecord[] {
    session.cover = config.cover;
    return records;
  }

  function open(index: number): View {
    at = index;
    if (several) session.cover = coverOf(modules[index]!);
    return now();
  }

  /** Goes on from what the LMS holds. One that was away at the ending gets the completion now, and
   *  one that has forgotten the attempt gets a new one. */
  function resume({ text, owes, forgot, ...given }: Opened): Begun {
    let found = readRecords(modules, text);
    const { status, percent } = snapshot(config, modules, found.records, practised);
    if (forgot && percent !== null) found = readRecords(modules, "");
    ({ records, strange } = found);
    mode = given.mode;
    if (owes && status === "completed") void save(false);
    const view = isStory && !several ? now() : null;
    return { view, note: found.note };
  }

  function resumeLate(late: Opened, lost: boolean): void {
    mode = late.mode;
    const begun = late.text ? resume(late) : undefined;
    if (begun) begun.note ||= lost ? "late-other" : "late-own";
    session.onLate?.(begun);
  }

  async function close(): Promise<boolean> {
    const saved = await save(false);
    const done = saved || mode !== "normal"; // there is nothing to keep
    if (done) recorder.finish();
    return done;
  }

  const course = isStory && several ? { menu, open } : undefined;
  const session: { cover: Cover } & PlaySession = {
    cover: config.cover,
    set onTrouble(tell: NonNullable<PlaySession["onTrouble"]>) {
      recorder.onTrouble = tell;
    },
    set onSaved(tell: NonNullable<PlaySession["onSaved"]>) {
      recorder.onSaved = tell;
    },
    get mode() {
      return mode;
    },
    get finished() {
      return recorder.finished;
    },
    get onDevice() {
      return recorder.onDevice;
    },
    get close() {
      return recorder.closable ? close : undefined;
    },

    async begin() {
      recorder.onLate = resumeLate;
      return resume(await recorder.open());
    },

    respond({ attempt, step }, response) {
      return change((module, record) => respond(module, record, attempt, step, response), true);
    },

    retry({ attempt }, step) {
      return change((module, record) => retry(module, record, attempt, step));
    },

    plan(choice) {
      return change((module, record) => keepPlan(module, record, { ...choice }));
    },

    card: (id, response, variant) =>
      refusing(() => {
        const cardOf = ({ cards }: CompiledModule) => cards.find((card) => card.id === id);
        const module = modules.find(cardOf) ?? modules[at]!;
        if (response === undefined) {
          const variants = Object.keys(cardOf(module)?.variants ?? {});
          const times = shown.get(id) ?? 0;
          shown.set(id, times + 1);
          return cardView(module, id, variants[times % variants.length]);
        }
        if (config.show === "cards") {
          practised = true;
          session.onSave?.(save(false));
        }
        return cardAnswer(module, id, variant, response);
      }),

    course,
  };
  return session;
}

/** Never throws at once: what the engine refuses becomes words for the learner. */
async function refusing<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof EngineError) throw new Refusal(error.message);
    throw error;
  }
}

function coverOf(module: CompiledModule): Cover {
  const cards = module.cards.map(({ id, label, moment }) => ({ id, label, moment }));
  return { ...module, module: module.id, cards };
}
