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
  const textOf = (id: string): string => texts.find((one) => moduleOf(one) === id) ?? "";
  const readings = modules.map((module) => read(module, several ? textOf(module.id) : text));
  const isKnown = (one: string): boolean => modules.some(({ id }) => id === moduleOf(one));
  return {
    records: readings.map(({ record }) => record),
    strange: several ? texts.filter((one) => one && !isKnown(one)) : [],
    note: readings.map(({ notice }) => notice).find(Boolean),
  };
}

export const joinRecords = (texts: string[]): string => texts.join(BETWEEN);
