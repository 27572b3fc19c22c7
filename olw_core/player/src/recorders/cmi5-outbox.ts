// What a cmi5 unit still has to say. One statement that is refused, or that the LMS cannot take for
// now, never keeps the others from going out: only what must come first or last waits.

import { VERBS } from "./cmi5-statements";
import { passing, shut, Refused, type Statement, type Xapi } from "./xapi";

const PATIENCE = 3; // tries of the first statement; of others, before the last one goes

export interface Waiting {
  statement: Statement;
  verb: string;
  /** A later launch sends it again: a second refusal is final. */
  again: boolean;
  tries: number;
}

export interface Outbox {
  push(verb: string, statement: Statement, again?: boolean): void;
  /** Sends all that waits, in order; the error that is to be told, or undefined.
   *  `alive`: whether the launch answers; some LMSs say 401 or 403 of a single statement. */
  send(alive: () => Promise<boolean>): Promise<unknown>;
  /** The page goes: all in one request, so that nothing is overtaken. */
  leave(terminated: Statement): void;
  /** Whether a completion was refused: the learner is to be told. `isNewest`: no
   *  later save is to hear of it too. */
  takeRefusal(isNewest: boolean): boolean;
}

/** Said once in a registration (cmi5 9.3). */
const isOnce = ({ verb }: Waiting): boolean => verb === "completed" || verb === "passed";

/** Before it has arrived, all others are refused. */
const isFirst = ({ verb }: Waiting): boolean => verb === "initialized";

const isLast = ({ verb }: Waiting): boolean => verb === "terminated";

/** `settled` is told of each statement that needs no more sending. */
export function makeOutbox(xapi: Xapi, settled: (one: Waiting, refused: boolean) => void): Outbox {
  let refused = false;
  let waiting: Waiting[] = [];
  let flying: Waiting | null = null;

  async function trySaying(one: Waiting): Promise<unknown> {
    one.tries++;
    try {
      const known = isOnce(one) && (await xapi.has(VERBS + one.verb));
      if (known || !waiting.includes(one)) return undefined; // or the page went in between
      flying = one;
      await xapi.say(one.statement);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      flying = null;
    }
  }

  function settle(one: Waiting, wasRefused: boolean): void {
    waiting = isLast(one) ? [] : waiting.filter((other) => other !== one);
    if (wasRefused && isOnce(one)) refused = true;
    settled(one, wasRefused);
  }

  /** Whether nothing is gained by sending it again. */
  function isSettled(one: Waiting, error: unknown): boolean {
    if (!error) return true;
    return !passing(error) && !(isFirst(one) && one.tries < PATIENCE);
  }

  async function send(alive: () => Promise<boolean>): Promise<unknown> {
    let failure: unknown;
    for (const one of [...waiting]) {
      if (!waiting.includes(one)) continue; // the page went in between
      if (isLast(one) && failure && one.tries++ < PATIENCE) break; // others may yet go before it
      const error = await trySaying(one);
      if (shut(error) && !(await alive())) return error;
      if (isSettled(one, error)) settle(one, !!error);
      else {
        failure = shut(error) ? new Refused(500) : error; // the launch itself is not shut
        if (isFirst(one) || !(error instanceof Refused)) break; // no other would be taken
      }
    }
    return failure;
  }

  /** Left out is what is on its way, was tried in vain several times, or may have arrived in an
   *  earlier launch. */
  function leave(terminated: Statement): void {
    if (flying && isLast(flying)) return;
    const isLeft = (one: Waiting): boolean =>
      one === flying || isLast(one) || one.again || one.tries >= PATIENCE;
    const rest = waiting.filter((one) => !isLeft(one)).map((one) => one.statement);
    waiting = [];
    xapi.say([...rest, terminated]).catch(() => undefined);
  }

  return {
    push(verb, statement, again = false) {
      waiting.push({ verb, statement, again, tries: 0 });
    },
    send,
    leave,
    takeRefusal(isNewest) {
      const was = refused;
      if (isNewest) refused = false;
      return was;
    },
  };
}
