import type { Change } from '../audit/stamp.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { Turns } from '../platform/turns.ts';
import type { HandledRequest } from './route.ts';

export type ChangingServices = { db: Database; clock: Clock; writes: Turns };

/** Makes a change in the name of whoever asks for it; in turn, since it may wait for another change of the same row. */
export function changing<T>(
  { principal, requestId, observeRefusal }: HandledRequest,
  { db, clock, writes }: ChangingServices,
  make: (change: Change) => Promise<T>,
): Promise<T> {
  const { userId, clientId } = principal;
  const stamp = { now: clock.now(), userId, clientId, requestId };
  return writes(clientId, () => make({ db, stamp, observeRefusal }));
}
