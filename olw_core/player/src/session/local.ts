// A session without a server: the engine over the modules in the page, and a recorder that keeps the records.

import type { Config, Cover } from "../config";
import {
  cardAnswer,
  cardView,
  keepPlan,
  read,
  respond,
  retry,
  view,
  EngineError,
  type AttemptRecord,
  type CompiledModule,
  type View,
} from "../engine/index";
import type { Mode, Opened, Recorder } from "../recorders/recorder";
import { interaction, snapshot } from "./report";
import { Refusal, type Begun, type Moved, type Session } from "./session";

export function localSession(config: Config, recorder: Recorder): Session {
  const modules = config.modules!;
  const seen = new Map<string, number>(); // card -> times opened, so that a return differs
  let records: AttemptRecord[] = [];
  let strange: string[] = []; // records of modules that are not in this package: kept as they are
  let at = 0;
  let practised = false;
  let mode: Mode = "normal";

  const now = () => view(modules[at]!, records[at]!, config.report);

  function save(answered: boolean): Promise<boolean> {
    const shot = snapshot(config, modules, records, practised, strange);
    if (answered && config.report === "answers")
      shot.interactions.push(interaction(modules[at]!, records[at]!));
    return recorder.save(shot);
  }

  function change(next: () => AttemptRecord, answered = false): Promise<Moved> {
    return attempt(() => {
      const before = records[at]!;
      records[at] = next();
      const saved = records[at] === before ? Promise.resolve(true) : save(answered);
      return { view: now(), saved };
    });
  }

  function menu(): AttemptRecord[] {
    session.cover = config.cover;
    return records;
  }

  function open(index: number): View {
    at = index;
    if (modules.length > 1) session.cover = coverOf(modules[index]!);
    return now();
  }

  /** Goes on from what the LMS holds. One that was away at the ending gets the completion now. */
  function take(opened: Opened): Begun {
    const texts = modules.length > 1 ? opened.text.split("~~") : [opened.text];
    const of =
      (m: CompiledModule) =>
      (one: string): boolean =>
        one.split(".")[1] === m.id;
    const readings = modules.map((m) =>
      read(m, modules.length > 1 ? (texts.find(of(m)) ?? "") : opened.text),
    );
    if (modules.length > 1)
      strange = texts.filter((one) => one && !modules.some((m) => of(m)(one)));
    records = readings.map((reading) => reading.record);
    mode = opened.mode;
    if (opened.owes && records.every((record) => record.done)) void save(false);
    const note = readings.map((reading) => reading.notice).find(Boolean);
    const view = modules.length > 1 || config.show === "cards" ? null : now();
    return { view, note };
  }

  const session: { cover: Cover } & Session = {
    cover: config.cover,
    set onTrouble(tell: Session["onTrouble"]) {
      recorder.onTrouble = tell;
    },
    set onSaved(tell: Session["onSaved"]) {
      recorder.onSaved = tell;
    },
    onLate: () => undefined,
    onSave: () => undefined,
    get mode() {
      return mode;
    },
    get finished() {
      return recorder.finished;
    },

    async begin() {
      recorder.onLate = (opened, lost) => {
        mode = opened.mode;
        const begun = opened.text ? take(opened) : undefined;
        if (begun) begun.note ||= lost ? "late-other" : "late-own";
        session.onLate!(begun);
      };
      return take(await recorder.open());
    },

    get close() {
      return recorder.closable
        ? () =>
            save(false).then((kept) => {
              const done = kept || mode !== "normal"; // there is nothing to keep
              if (done) recorder.finish();
              return done;
            })
        : undefined;
    },

    respond: ({ attempt, step }, response) =>
      change(() => respond(modules[at]!, records[at]!, attempt, step, response), true),
    retry: ({ attempt }, step) => change(() => retry(modules[at]!, records[at]!, attempt, step)),
    plan: (choice) => change(() => keepPlan(modules[at]!, records[at]!, { ...choice })),

    card: (id, again, response, variant) =>
      attempt(() => {
        const m = modules.find((one) => one.cards.some((card) => card.id === id)) ?? modules[at]!;
        const variants = Object.keys(m.cards.find((card) => card.id === id)?.variants ?? {});
        const times = seen.get(id) ?? 0;
        const chosen = variant ?? variants[(again ? times : 0) % variants.length];
        if (response === undefined) {
          seen.set(id, times + 1);
          return cardView(m, id, chosen);
        }
        if (config.show === "cards") {
          practised = true;
          session.onSave!(save(false));
        }
        return cardAnswer(m, id, chosen, response);
      }),

    course: modules.length > 1 && config.show === "story" ? { menu, open } : undefined,
  };
  return session;
}

async function attempt<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    throw error instanceof EngineError ? new Refusal(error.message) : error;
  }
}

function coverOf(m: CompiledModule): Cover {
  return {
    ...m,
    module: m.id,
    cards: m.cards.map(({ id, label, moment }) => ({ id, label, moment })),
  };
}
