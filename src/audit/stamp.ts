import type { Database } from '../platform/database/pool.ts';

/** When, by whom, through which client and in which request something is changed; without a client: by a command. */
export type Stamp = { now: Date; userId: string; clientId?: string; requestId: string };

/** What methods and commands hand on to whatever makes a change that they share. */
export type Change = {
  db: Database;
  stamp: Stamp;
  /** Where a broken rule is counted. */
  observeRefusal(ruleId: string): void;
};

/** The first values of a statement that makes one change. */
export const stampValues = ({ now, userId, clientId, requestId }: Stamp): unknown[] => [
  now.toISOString(),
  userId,
  clientId ?? null,
  requestId,
];

/** What its audit row says of them. */
export const STAMPED = {
  insertedAt: '$1::timestamptz',
  actorId: '$2::uuid',
  clientId: '$3::uuid',
  requestId: '$4::text',
};
