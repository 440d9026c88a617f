import type { Pool } from '../platform/database/pool.ts';
import { inReading } from './reading.ts';
import { findHeads, type HeadRow, LANE_COUNT } from './verify.queries.ts';

/** The end of every lane at one moment: the log can only be continued from there, and verification proves that it was. */
export type KeptHeads = {
  /** ISO 8601. */
  takenAt: string;
  /** One a lane, in their order. `position` is how many rows the lane had; of none, `rowId` is null. */
  lanes: { lane: number; position: number; rowId: string | null; hash: string }[];
};

/** Heads cannot be taken, or are none; the message says why. */
export class HeadsError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const FORMAT = 'esoz audit heads';
const VERSION = 1;

/** As `toISOString` writes it: `Date.parse` takes nearly any text, and it is shown to whoever verifies. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws HeadsError where the heads are not those of the log: they would prove nothing */
export async function takeHeads(pool: Pool, now: Date): Promise<KeptHeads> {
  const heads = await inReading(pool, (db) => findHeads(db, []));
  const isWhole =
    heads.length === LANE_COUNT && heads.every(({ lane, isOfItsRow }, at) => lane === at && isOfItsRow);
  if (!isWhole) throw new HeadsError('The heads are not those of the audit log.', 'Run: esoz audit verify');
  return headsOf(heads, now);
}

/** The heads as they stand, whatever they are worth. */
export const headsOf = (heads: readonly HeadRow[], now: Date): KeptHeads => ({
  takenAt: now.toISOString(),
  lanes: heads.map(({ lane, position, id, hash }) => ({ lane, position, rowId: id, hash })),
});

/** As a document; its file has a line a lane, so that two of them can be compared by eye. */
export const headsAsJson = ({ takenAt, lanes }: KeptHeads) => ({
  format: FORMAT,
  version: VERSION,
  taken_at: takenAt,
  lanes: lanes.map(({ lane, position, rowId, hash }) => ({ lane, position, row_id: rowId, hash })),
});

export function headsAsText(heads: KeptHeads): string {
  const { lanes, ...rest } = headsAsJson(heads);
  const before = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${before},\n  "lanes": [\n${lanes.map((lane) => `    ${JSON.stringify(lane)}`).join(',\n')}\n  ]\n}`;
}

/**
 * Reads what `headsAsText` has written; a mail program or an editor on its way may have put a byte order mark in front.
 * @throws HeadsError when it is anything else: an incomplete file would leave lanes unguarded
 */
export function parseHeads(text: string): KeptHeads {
  const document = parsed(text);
  if (document?.format !== FORMAT) throw notHeads('it does not say that it is one');
  if (document.version !== VERSION)
    throw notHeads(`its version is ${String(document.version)}, and known is ${VERSION}`);
  const { taken_at: takenAt, lanes } = document;
  if (typeof takenAt !== 'string' || !TIMESTAMP.test(takenAt) || Number.isNaN(Date.parse(takenAt)))
    throw notHeads('taken_at is no timestamp');
  if (!Array.isArray(lanes) || lanes.length !== LANE_COUNT)
    throw notHeads(`it has ${Array.isArray(lanes) ? lanes.length : 'no'} lanes in place of ${LANE_COUNT}`);
  return { takenAt, lanes: lanes.map(parseHead) };
}

function parsed(text: string): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw notHeads(`it is not JSON (${(error as Error).message})`);
  }
}

function parseHead(head: Record<string, unknown> | null, at: number): KeptHeads['lanes'][0] {
  const { lane, position, row_id: rowId, hash } = head ?? {};
  const isPlace =
    lane === at && typeof position === 'number' && Number.isSafeInteger(position) && position >= 0;
  const isRow = position === 0 ? rowId === null : typeof rowId === 'string' && /^[0-9]{1,18}$/.test(rowId);
  if (!isPlace || !isRow || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash))
    throw notHeads(`entry ${at + 1} of lanes is not the head of lane ${at}`);
  return { lane: at, position, rowId: rowId as string | null, hash };
}

function notHeads(why: string): HeadsError {
  return new HeadsError(
    `This is no file of audit heads: ${why}.`,
    'Give the file that esoz audit heads has written, unchanged.',
  );
}
