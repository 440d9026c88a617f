import type { Database, Pool } from '../platform/database/pool.ts';
import type { KeptHeads } from './heads.ts';
import { inReading } from './reading.ts';
import {
  countRows,
  type FaultRow,
  findBreaksWith,
  findFaults,
  findHeads,
  findRecentFaults,
  type HeadRow,
  RECENT_ROWS,
} from './verify.queries.ts';

/** A place where the audit log is not what was written. */
export type AuditFault = FaultRow & { description: string };

export type AuditReport = {
  rows: number;
  lanes: number;
  /** When the heads that it was compared with were taken; null: with none. */
  comparedWith: string | null;
  faults: AuditFault[];
};

const DESCRIPTIONS: Record<AuditFault['kind'], string> = {
  edited: 'the row does not hash to its recorded hash: a column was changed after it was written',
  removed: 'one or more rows before this place are gone',
  out_of_order: 'the row does not continue the row before it: rows were swapped, replaced or inserted',
  head_mismatch:
    "the lane's last row is not the one that its head names: rows at the end are gone or were added",
  head_missing: 'the head of the lane is gone, and with it perhaps all its rows',
  unknown_lane: 'there is no such lane: the product never wrote this',
  shortened: 'the last row of the kept head is gone, and what came after it',
  rewritten: 'the row is not the one of the kept head: the lane was written anew',
};

/**
 * Checks the whole audit log against its hash chains (SPEC 12.3).
 * @param kept heads from before, from elsewhere: what is there now must continue them
 */
export function verifyAuditLog(pool: Pool, kept?: KeptHeads): Promise<AuditReport> {
  return inReading(pool, async (db) => {
    const faults = await findFaults(db, []);
    if (kept) faults.push(...(await findBreaksWith(db, columnsOf(kept))));
    const [totals] = (await countRows(db, [])) as [{ rows: number; lanes: number }];
    return {
      ...totals,
      comparedWith: kept?.takenAt ?? null,
      faults: described(faults),
    };
  });
}

/** What a verification that must be quick has looked at. */
export type RecentReport = {
  /** By the heads. */
  rows: number;
  /** How many of them were looked at: the last of each lane. */
  checked: number;
  /** What is there, to be kept elsewhere. */
  heads: HeadRow[];
  faults: AuditFault[];
};

/** Checks the heads of all lanes and the last rows of each: what it says of the rows before is nothing. */
export async function verifyRecent(db: Database): Promise<RecentReport> {
  const faults = await findRecentFaults(db, []);
  const heads = await findHeads(db, []);
  return {
    rows: sum(heads.map(({ position }) => position)),
    checked: sum(heads.map(({ position }) => Math.min(position, RECENT_ROWS))),
    heads,
    faults: described(faults),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const described = (faults: FaultRow[]): AuditFault[] =>
  faults.map((fault) => ({ ...fault, description: DESCRIPTIONS[fault.kind] }));

const columnsOf = ({ lanes }: KeptHeads) => [
  lanes.map(({ lane }) => lane),
  lanes.map(({ position }) => position),
  lanes.map(({ rowId }) => rowId),
  lanes.map(({ hash }) => Buffer.from(hash, 'hex')),
];
