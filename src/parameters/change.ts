import { type Stamp, stampValues } from '../audit/stamp.ts';
import { asTransaction, type Database } from '../platform/database/pool.ts';
import {
  deleteParameter,
  findUnknownLicenseTypes,
  legalEntityTypeExists,
  upsertParameter,
} from './parameters.queries.ts';
import { PARAMETER_DEFAULTS, parseListParameter } from './parameters.ts';

/** A parameter cannot be what was asked for; the message says why. */
export class ParameterError extends Error {}

const LICENSE_TYPES_NAME = /^LEGAL_ENTITY_(.{1,200})_ADDITIONAL_LICENSE_TYPES$/s;
/** Codes separated by commas, or nothing. */
export const PARAMETER_VALUE_PATTERN = '^(\\s*[A-Za-z0-9_-]{1,255}\\s*(,\\s*[A-Za-z0-9_-]{1,255}\\s*)*)?$';

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
  db: Database,
  stamp: Stamp,
  name: string,
  value: string,
): Promise<ParameterChange> {
  if (!(await isParameter(db, name))) throw unknownParameter(name);
  if (!new RegExp(PARAMETER_VALUE_PATTERN).test(value))
    throw new ParameterError('the value must be codes separated by commas, such as MSP,PHARMACY_DRUGS');
  const unknown = await findUnknownLicenseTypes(db, [parseListParameter(value)]);
  const [written] = await asTransaction(db, (own) => writeParameters(own, stamp, [[name, value]]));
  return { ...(written as WrittenParameter), unknownLicenseTypes: unknown.map(({ code }) => code) };
}

type WrittenParameter = { previous: string | null; changed: boolean };

/** Makes the rows in a transaction of the caller's, who has judged names and values. */
export async function writeParameters(
  db: Database,
  stamp: Stamp,
  parameters: readonly (readonly [name: string, value: string])[],
): Promise<WrittenParameter[]> {
  await lockParameters(db);
  const written: WrittenParameter[] = [];
  for (const [name, value] of parameters) {
    const [row] = await upsertParameter(db, [...stampValues(stamp), name, value]);
    written.push(row as WrittenParameter);
  }
  return written;
}

/** Removes the database row: the environment, else the default, decides again. @returns the value that is gone */
export async function unsetParameter(db: Database, stamp: Stamp, name: string): Promise<string | null> {
  if (name.includes('\0')) return null; // which PostgreSQL must not be asked about
  const [row] = await deleteParameter(db, [...stampValues(stamp), name]);
  return row?.previous ?? null;
}

/** Whether the name decides anything: a mistyped one would be kept and never asked for. */
export async function isParameter(db: Database, name: string): Promise<boolean> {
  if (Object.hasOwn(PARAMETER_DEFAULTS, name)) return true;
  const type = LICENSE_TYPES_NAME.exec(name)?.[1];
  if (type === undefined || type.includes('\0')) return false;
  const [found] = await legalEntityTypeExists(db, [type]);
  return found?.exists === true;
}

function unknownParameter(name: string): ParameterError {
  const known = Object.keys(PARAMETER_DEFAULTS).join(', ');
  return new ParameterError(
    `there is no parameter ${name}; known are ${known}, and the like for other types of legal entities in the registry`,
  );
}

/** Two changes at once take turns, also where no row is there yet to be locked; readers do not wait. */
async function lockParameters(db: Database): Promise<void> {
  await db.query('LOCK TABLE parameters IN SHARE ROW EXCLUSIVE MODE');
}
