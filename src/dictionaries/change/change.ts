import { type Change, stampValues } from '../../audit/stamp.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import type { DictionaryValue } from '../dictionary.ts';
import type { NewValue, ValueChange } from './bodies.ts';
import { findValue, insertValue, updateValue } from './change.queries.ts';
import { additionRules, valueChangeRules } from './rules.ts';

/** Adds a value to a dictionary, active. @throws ApiError of the first rule that does not hold */
export async function addValue(
  { db, stamp, observeRefusal }: Change,
  dictionary: string,
  { code, description }: NewValue,
): Promise<DictionaryValue> {
  const facts = await factsOf(db, dictionary, code);
  enforceRules(additionRules, { ...facts, code }, observeRefusal);
  const [added] = await insertValue(db, [...stampValues(stamp), dictionary, code, description]);
  // Somebody was quicker.
  if (added === undefined) enforceRules(additionRules, { ...facts, hasValue: true, code }, observeRefusal);
  return added as DictionaryValue;
}

/** Describes a value anew, takes it out of use or back. @throws ApiError of the first rule that does not hold */
export async function changeValue(
  { db, stamp, observeRefusal }: Change,
  { dictionary, code }: { dictionary: string; code: string },
  { description = null, is_active = null }: { [Key in keyof ValueChange]: ValueChange[Key] | null },
): Promise<DictionaryValue> {
  enforceRules(valueChangeRules, await factsOf(db, dictionary, code), observeRefusal);
  const values = [...stampValues(stamp), dictionary, code, description, is_active];
  const [changed] = await updateValue(db, values);
  return changed as DictionaryValue; // values are never removed
}

async function factsOf(db: Database, dictionary: string, code: string) {
  const [row] = isStorable(dictionary) && isStorable(code) ? await findValue(db, [dictionary, code]) : [];
  return { hasDictionary: row?.has_dictionary === true, hasValue: row?.has_value === true };
}

/** PostgreSQL must not be asked about what it could not hold; the path of a method may say anything. */
const isStorable = (text: string) => !text.includes('\0');
