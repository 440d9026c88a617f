import type { Database } from '../platform/database/pool.ts';
import { findParameters, type ParameterRow } from './parameters.queries.ts';
import { PARAMETER_DEFAULTS, type ParameterFallbacks } from './parameters.ts';

/** A parameter as it is in force, and what makes it so. */
export type EffectiveParameter = {
  name: string;
  value: string;
  source: 'database' | 'environment' | 'default';
  /** Of the database row. */
  updated_at: string | null;
};

/** Every known parameter and every row of the database, by name. */
export async function listParameters(
  db: Database,
  fallbacks: ParameterFallbacks,
): Promise<EffectiveParameter[]> {
  const rows = new Map((await findParameters(db, [])).map((row) => [row.name, row]));
  const names = new Set([...Object.keys(PARAMETER_DEFAULTS), ...rows.keys()]);
  return [...names].sort().map((name) => effective(name, rows.get(name), fallbacks));
}

/** One of them; of a name that decides nothing, the empty default. */
export async function findParameter(
  db: Database,
  name: string,
  fallbacks: ParameterFallbacks,
): Promise<EffectiveParameter> {
  const row = (await findParameters(db, [])).find((each) => each.name === name);
  return effective(name, row, fallbacks);
}

function effective(
  name: string,
  row: ParameterRow | undefined,
  fallbacks: ParameterFallbacks,
): EffectiveParameter {
  if (row) return { name, value: row.value, source: 'database', updated_at: row.updated_at };
  const value = fallbacks[name] ?? '';
  const source = value === (PARAMETER_DEFAULTS[name] ?? '') ? 'default' : 'environment';
  return { name, value, source, updated_at: null };
}
