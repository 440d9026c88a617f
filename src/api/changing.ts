import type { Change } from '../audit/stamp.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import type { Turns } from '../platform/turns.ts';
import type { HandledRequest } from './route.ts';

export type ChangingServices = { db: Database; clock: Clock; writes: Turns };

/** A change in the name of whoever asks for it. */
export function changeBy(
  { principal, requestId, observeRefusal }: HandledRequest,
  { db, clock }: Omit<ChangingServices, 'writes'>,
): Change {
  const { userId, clientId } = principal;
  return { db, stamp: { now: clock.now(), userId, clientId, requestId }, observeRefusal };
}

/** Makes it in turn, since it may wait for another change of the same row, and hold a connection meanwhile. */
export function changing<T>(
  request: HandledRequest,
  services: ChangingServices,
  make: (change: Change) => Promise<T>,
): Promise<T> {
  return services.writes(request.principal.clientId, () => make(changeBy(request, services)));
}
