import { type Database, inTransaction, type Pool } from '../platform/database/pool.ts';
import {
  deleteParameter,
  findUnknownLicenseTypes,
  legalEntityTypeExists,
  upsertParameter,
} from './parameters.queries.ts';
import { PARAMETER_DEFAULTS, parseListParameter } from './parameters.ts';

/** Who changes a parameter, when, in which request: what the audit row says. */
export type ParameterStamp = { now: Date; userId: string; requestId: string };

/** A parameter cannot be what was asked for; the message says why. */
export class ParameterError extends Error {}

const LICENSE_TYPES_NAME = /^LEGAL_ENTITY_(.{1,200})_ADDITIONAL_LICENSE_TYPES$/s;
/** Codes separated by commas, or nothing. */
const LIST = /^(\s*[A-Za-z0-9_-]{1,255}\s*(,\s*[A-Za-z0-9_-]{1,255}\s*)*)?$/;

export type ParameterChange = {
  /** Value of the database row before; null: there was none. */
  previous: string | null;
  changed: boolean;
  /** Licence types that no dictionary knows: they stay refused until it does. */
  unknownLicenseTypes: string[];
};

/**
 * Makes the database row of a parameter (SPEC 9); the next request on any process goes by it.
 * @throws ParameterError for a name that decides nothing, or a value that is no list
 */
export async function setParameter(
  pool: Pool,
  stamp: ParameterStamp,
  name: string,
  value: string,
): Promise<ParameterChange> {
  await requireName(pool, name);
  if (!LIST.test(value))
    throw new ParameterError('the value must be codes separated by commas, such as MSP,PHARMACY_DRUGS');
  const unknown = await findUnknownLicenseTypes(pool, [parseListParameter(value)]);
  const [written] = await inTransaction(pool, (db) => writeParameters(db, stamp, [[name, value]]));
  return { ...(written as WrittenParameter), unknownLicenseTypes: unknown.map(({ code }) => code) };
}

type WrittenParameter = { previous: string | null; changed: boolean };

/** Makes the rows in a transaction of the caller's, who has judged names and values. */
export async function writeParameters(
  db: Database,
  { now, userId, requestId }: ParameterStamp,
  parameters: readonly (readonly [name: string, value: string])[],
): Promise<WrittenParameter[]> {
  await lockParameters(db);
  const written: WrittenParameter[] = [];
  for (const [name, value] of parameters) {
    const [row] = await upsertParameter(db, [name, now.toISOString(), userId, requestId, value]);
    written.push(row as WrittenParameter);
  }
  return written;
}

/** Removes the database row: the environment, else the default, decides again. @returns the value that is gone */
export async function unsetParameter(
  pool: Pool,
  { now, userId, requestId }: ParameterStamp,
  name: string,
): Promise<string | null> {
  const [row] = await deleteParameter(pool, [name, now.toISOString(), userId, requestId]);
  return row?.previous ?? null;
}

/** A mistyped name would be kept and never asked for. */
async function requireName(db: Database, name: string): Promise<void> {
  if (Object.hasOwn(PARAMETER_DEFAULTS, name)) return;
  const type = LICENSE_TYPES_NAME.exec(name)?.[1];
  const [found] = type === undefined ? [] : await legalEntityTypeExists(db, [type]);
  if (found?.exists) return;
  const known = Object.keys(PARAMETER_DEFAULTS).join(', ');
  throw new ParameterError(
    `there is no parameter ${name}; known are ${known}, and the like for other types of legal entities in the registry`,
  );
}

/** Two changes at once take turns, also where no row is there yet to be locked; readers do not wait. */
async function lockParameters(db: Database): Promise<void> {
  await db.query('LOCK TABLE parameters IN SHARE ROW EXCLUSIVE MODE');
}
