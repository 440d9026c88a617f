import { statement } from '../platform/database/pool.ts';
import type { Dictionary } from './dictionary.ts';

/** Everything, in one round trip: dictionaries by name, values in their order. */
export const findDictionaries = statement<Dictionary>(
  'dictionaries.find-all',
  `SELECT d.name, d.description, d.labels, d.is_active,
          coalesce(jsonb_agg(jsonb_build_object('code', v.code, 'description', v.description, 'is_active', v.is_active)
                             ORDER BY v.position, v.code) FILTER (WHERE v.code IS NOT NULL), '[]') AS values
     FROM dictionaries d LEFT JOIN dictionary_values v ON v.dictionary_name = d.name
    GROUP BY d.name
    ORDER BY d.name COLLATE "C"`,
);
