/** Runs work for a caller when it is its turn, and gives what it gives. */
export type Turns = <T>(caller: string, work: () => Promise<T>) => Promise<T>;

export type TurnLimits = {
  /** Pieces of work that run at a time; absent: as many as there are. */
  atOnce?: number;
  /** Of them, those of one caller; fewer than `atOnce` keep a place open for whoever else comes. */
  perCaller: number;
  /** Pieces of work of one caller that may wait; absent: a hundred. */
  waitingPerCaller?: number;
  /** Longest wait for a turn. */
  patienceMs: number;
  /** What a caller gets whose turn does not come. */
  refusal(reason: string): Error;
};

/** So many could not have their turn in time anyway. */
const WAITING_PER_CALLER = 100;
/** Of all callers together. */
const MAX_WAITING = 10_000;

/** Everybody's turn, for what has waited for it already. */
export const atOnce: Turns = (_caller, work) => work();

type Waiting = { start(): void; timer: NodeJS.Timeout };
type Caller = { running: number; waiting: Waiting[] };

/**
 * Shares something scarce among callers: each in turn gets one piece of work done, however many it has put in the queue,
 * so that one who asks for much delays itself and nobody else.
 */
export function createTurns(limits: TurnLimits): Turns {
  const { perCaller, patienceMs, refusal } = limits;
  const { atOnce: most = Number.POSITIVE_INFINITY, waitingPerCaller = WAITING_PER_CALLER } = limits;
  /** Those that run or wait, in the order of their turns: whoever was served goes behind the others. */
  const callers = new Map<string, Caller>();
  let running = 0;
  let waiting = 0;

  function enter(name: string): Caller {
    const caller = callers.get(name) ?? { running: 0, waiting: [] };
    callers.set(name, caller);
    return caller;
  }

  /** Behind the others, if there is more of it at all. */
  function goBehind(name: string, caller: Caller): void {
    callers.delete(name);
    if (caller.running > 0 || caller.waiting.length > 0) callers.set(name, caller);
  }

  function count(caller: Caller, change: 1 | -1): void {
    running += change;
    caller.running += change;
  }

  function startNext(): void {
    while (running < most) {
      const next = callers.entries().find(([, each]) => each.waiting.length > 0 && each.running < perCaller);
      if (next === undefined) return;
      const [, caller] = next;
      const first = caller.waiting.shift() as Waiting;
      waiting -= 1;
      clearTimeout(first.timer);
      count(caller, 1);
      first.start();
    }
  }

  function wait(name: string, caller: Caller): Promise<void> {
    if (waiting >= MAX_WAITING || caller.waiting.length >= waitingPerCaller) {
      goBehind(name, caller);
      throw refusal('too many wait for their turn');
    }
    return new Promise((start, reject) => {
      const giveUp = () => {
        caller.waiting.splice(caller.waiting.indexOf(entry), 1);
        waiting -= 1;
        goBehind(name, caller);
        reject(refusal('the turn did not come in time'));
      };
      const entry = { start, timer: setTimeout(giveUp, patienceMs) };
      caller.waiting.push(entry);
      waiting += 1;
    });
  }

  return async (name, work) => {
    const caller = enter(name);
    if (running < most && caller.running < perCaller) count(caller, 1);
    else await wait(name, caller);
    try {
      return await work();
    } finally {
      count(caller, -1);
      goBehind(name, caller);
      startNext();
    }
  };
}
