import { appendAudit } from '../../audit/append.queries.ts';
import { STAMPED } from '../../audit/stamp.ts';
import { statement } from '../../platform/database/pool.ts';
import type { DictionaryValue } from '../dictionary.ts';

const VALUE = 'code, description, is_active';
const VALUE_AUDIT = {
  ...STAMPED,
  resource: "'dictionary_value'",
  resourceId: "value.dictionary_name || '/' || value.code",
};
const shown = (row: string) =>
  `jsonb_build_object('description', ${row}.description, 'is_active', ${row}.is_active)`;

/** Whether there is such a dictionary, and in it such a value. $1 dictionary, $2 code. */
export const findValue = statement<{ has_dictionary: boolean; has_value: boolean }>(
  'dictionaries.find-value',
  `SELECT EXISTS (SELECT 1 FROM dictionaries WHERE name = $1) AS has_dictionary,
          EXISTS (SELECT 1 FROM dictionary_values WHERE dictionary_name = $1 AND code = $2) AS has_value`,
);

/**
 * Adds a value at the end. No row: it is there already. Two at once may get the same place, and stand there by their codes.
 * $1 … $4 the stamp, $5 dictionary, $6 code, $7 description.
 */
export const insertValue = statement<DictionaryValue>(
  'dictionaries.insert-value',
  `WITH value AS (
     INSERT INTO dictionary_values (dictionary_name, code, description, is_active, position)
     SELECT $5::text, $6::text, $7::text, true, coalesce(max(position), 0) + 1
       FROM dictionary_values WHERE dictionary_name = $5
     ON CONFLICT DO NOTHING
     RETURNING *
   ), audit AS (${appendAudit({ ...VALUE_AUDIT, action: "'create'", new: shown('value'), from: 'value' })})
   SELECT ${VALUE} FROM value`,
);

/**
 * Changes what differs, of the value as it is when its turn comes; nothing differs: nothing is written. No row: there is no
 * such value. $1 … $4 the stamp, $5 dictionary, $6 code, $7 description or null, $8 whether it is active, or null.
 */
export const updateValue = statement<DictionaryValue>(
  'dictionaries.update-value',
  `WITH before AS (
     SELECT * FROM dictionary_values WHERE dictionary_name = $5 AND code = $6 FOR NO KEY UPDATE
   ), value AS (
     UPDATE dictionary_values v
        SET description = coalesce($7, before.description), is_active = coalesce($8::boolean, before.is_active)
       FROM before
      WHERE v.dictionary_name = before.dictionary_name AND v.code = before.code
        AND (before.description, before.is_active)
            IS DISTINCT FROM (coalesce($7, before.description), coalesce($8::boolean, before.is_active))
     RETURNING v.*
   ), audit AS (${appendAudit({
     ...VALUE_AUDIT,
     action: "'update'",
     old: shown('before'),
     new: shown('value'),
     from: 'value JOIN before USING (dictionary_name, code)',
   })})
   SELECT ${VALUE} FROM value
   UNION ALL
   SELECT ${VALUE} FROM before WHERE NOT EXISTS (SELECT 1 FROM value)`,
);
