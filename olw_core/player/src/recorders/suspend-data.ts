// What stands in suspend_data: `<records>~<counter>`.

import { BETWEEN, counted, doneOf } from "../engine/record";

/** The counter grows with every write, so that an LMS that sends only changed values sends the
 *  record again. */
export const join = (text: string, counter: number): string => `${text}~${counter}`;

/** Text without a counter is a record with counter 0; "null" is what a script makes of no data at
 *  all. */
export function split(data: string): [text: string, counter: number] {
  if (/^(null|undefined)$/.test(data)) return ["", 0];
  const found = /^(.*[^~])~(\d{1,9})$/.exec(data);
  return found ? [found[1]!, Number(found[2])] : [data, 0];
}

const LONGER = 1e6; // than any text that an LMS holds

/** How far a text has come: the best finished results first, then its length (every step makes it
 *  longer). */
function rank(text: string): number {
  let finished = 0;
  for (const record of text.split(BETWEEN)) {
    const done = doneOf(record);
    if (done) finished += 1000 + counted(done);
  }
  return finished * LONGER + text.length;
}

/** True where keeping `mine` loses nothing that `theirs` holds: used where two copies of a record
 *  meet. */
export const reaches = (mine: string, theirs: string): boolean => rank(mine) >= rank(theirs);
