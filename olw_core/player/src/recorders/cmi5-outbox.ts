// What a cmi5 unit still has to say. One statement that is refused, or that the LMS cannot take for
// now, never keeps the others from going out: only what must come first or last waits.

import { VERBS } from "./cmi5-statements";
import { passing, shut, Refused, type Statement, type Xapi } from "./xapi";

const PATIENCE = 3;    // tries of the first statement; of others, before the last one goes

export interface Waiting {
  statement_: Statement;
  verb_: string;
  /** A later launch sends it again: a second refusal is final. */
  again_: boolean;
  tries_: number;
}

/** Said once in a registration (cmi5 9.3). */
const once = ({ verb_: verb }: Waiting): boolean => verb === "completed" || verb === "passed";

export class Outbox {
  /** The completion was refused, and the learner not yet told. */
  refused = false;
  private waiting_: Waiting[] = [];
  private flying_: Waiting | null = null;

  constructor(
    private readonly xapi_: Xapi,
    /** Told of each statement that needs no more sending. */
    private readonly settled_: (one: Waiting, refused: boolean) => void,
  ) {}

  push(verb: string, statement: Statement, again = false): void {
    this.waiting_.push({ verb_: verb, statement_: statement, again_: again, tries_: 0 });
  }

  /** Sends all that waits, in order; the error that is to be told, or undefined.
   *  `alive`: whether the session answers; some LMSs say 401 or 403 of a single statement. */
  async send(alive: () => Promise<boolean>): Promise<unknown> {
    let failure: unknown;
    for (const one of [...this.waiting_]) {
      if (!this.waiting_.includes(one)) continue;   // the page went in between
      if (one.verb_ === "terminated" && failure && one.tries_++ < PATIENCE) break;
      const error = await this.try_(one);
      if (shut(error) && !(await alive())) return error;
      const first = one.verb_ === "initialized";    // without it all the others are refused
      if (!error || (!passing(error) && !(first && one.tries_ < PATIENCE))) {
        this.settle_(one, !!error);
        continue;
      }
      failure = shut(error) ? new Refused(500) : error;
      if (first || !(error instanceof Refused)) break;
    }
    return failure;
  }

  /** The page goes: all in one request, so that nothing is overtaken. Left out is what is on its
   *  way, was tried in vain several times, or may have arrived in an earlier launch. */
  leave(terminated: Statement): void {
    if (this.flying_?.verb_ === "terminated") return;
    const rest = this.waiting_.filter((one) =>
      one !== this.flying_ && one.verb_ !== "terminated" && !one.again_ && one.tries_ < PATIENCE);
    this.waiting_ = [];
    const last = [...rest.map((one) => one.statement_), terminated];
    this.xapi_.say_(last).catch(() => undefined);
  }

  private async try_(one: Waiting): Promise<unknown> {
    this.flying_ = one;
    one.tries_++;
    try {
      const known = once(one) && await this.xapi_.has_(VERBS + one.verb_);
      if (!known) await this.xapi_.say_(one.statement_);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      this.flying_ = null;
    }
  }

  private settle_(one: Waiting, refused: boolean): void {
    this.waiting_ = one.verb_ === "terminated" ? [] : this.waiting_.filter((other) => other !== one);
    if (refused && once(one)) this.refused = true;
    this.settled_(one, refused);
  }
}
