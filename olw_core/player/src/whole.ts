// A package's configuration, whose words stand beside it as plain text
// (olw_core/page/apart.py).

/** JSON in which "" stands for the next text of its kind: of the field that it, or the lists
 *  around it, stand in. */
export interface Apart {
  /** In the order of the texts. */
  counts: [kind: string, texts: number][];
  shape: unknown;
}

const BETWEEN = "\t";

/** The data as it was. */
export function whole({ counts, shape }: Apart, words: string): unknown {
  const texts = words.split(BETWEEN);
  const left = Object.fromEntries(counts.map(([kind, count]) => [kind, texts.splice(0, count)]));

  function filled(value: unknown, kind = ""): unknown {
    if (value === "") return left[kind]!.shift();
    if (Array.isArray(value)) return value.map((one) => filled(one, kind));
    if (!value || typeof value !== "object") return value;
    const fields = value as Record<string, unknown>;
    const names = Object.keys(fields).sort();
    return Object.fromEntries(names.map((name) => [name, filled(fields[name], name)]));
  }

  return filled(shape);
}
