// The records of a package in the one text that an LMS keeps.

import { read, type AttemptRecord, type CompiledModule } from "../engine/index";
import { BETWEEN, moduleOf } from "../engine/record";

export interface Records {
  /** One for each module, in order. */
  records: AttemptRecord[];
  /** Records of modules that are not in this package: they are kept as they are. */
  strange: string[];
  /** The first notice of a record that could not be read whole. */
  note?: string;
}

export function readRecords(modules: CompiledModule[], text: string): Records {
  const several = modules.length > 1;
  const texts = several ? text.split(BETWEEN) : [text];
  const isOf = (one: string, id: string): boolean => !several || moduleOf(one) === id;
  const readings = modules.map((module) => {
    const own = texts.find((one) => isOf(one, module.id));
    return read(module, own ?? "");
  });
  const isStrange = (one: string): boolean => !modules.some(({ id }) => isOf(one, id));
  return {
    records: readings.map(({ record }) => record),
    strange: texts.filter((one) => one && isStrange(one)),
    note: readings.map(({ notice }) => notice).find(Boolean),
  };
}

export const joinRecords = (texts: string[]): string => texts.join(BETWEEN);
