import { LICENSE_KEYS, type License } from '../licenses/license.ts';
import { pagedStatement, perFilters } from '../platform/database/paged.ts';
import { statement } from '../platform/database/pool.ts';
import { LEGAL_ENTITY_COLUMNS, LEGAL_ENTITY_KEYS, type LegalEntity } from './legal-entity.ts';

/** Conditions of the list, each over the one value that follows it. */
const CONDITIONS = {
  /** The legal entity of a token that sees no other. */
  own: (n: number) => `id = $${n}`,
  id: (n: number) => `id = $${n}`,
  edrpou: (n: number) => `edrpou = $${n}`,
  type: (n: number) => `type = $${n}`,
  status: (n: number) => `status = $${n}`,
  /**
   * Words with a blank between them. Not taken apart anew: the database's idea of a letter may be older than ours, and a word
   * with letters unknown to it would become a hundred words, which nobody has counted.
   */
  name: (n: number) =>
    `name_words @@ ('''' || replace(NULLIF($${n}, ''), ' ', ''':* & ''') || ''':*')::tsquery`,
};
export type LegalEntityFilter = keyof typeof CONDITIONS;

/**
 * The list for one combination of filters; their values follow in the same order. Planned for its values each time: of a
 * status that nearly all have, or hardly any, other indexes give the page.
 */
export const legalEntityList = perFilters((filters: readonly LegalEntityFilter[]) =>
  pagedStatement<LegalEntity>(`legal-entities.list.${filters.join('+') || 'all'}`, {
    columns: LEGAL_ENTITY_COLUMNS,
    from: 'legal_entities',
    where: filters.map((filter, at) => CONDITIONS[filter](at + 3)).join(' AND ') || 'true',
    order: ['inserted_at', 'id'],
    planEachTime: true,
  }),
);

const DETAILS = `${LEGAL_ENTITY_KEYS.map((key) => `le.${key}`).join(', ')},
          ${LICENSE_KEYS.map((key) => `l.${key} AS license_${key}`).join(', ')}`;
const WITH_LICENSE = `legal_entities le
     LEFT JOIN licenses l ON l.legal_entity_id = le.id AND l.is_active AND l.is_primary`;

/** A legal entity with its active primary licence, expired or not, beside it. $1 id. */
export const findLegalEntity = statement<Record<string, unknown>>(
  'legal-entities.find',
  `SELECT ${DETAILS} FROM ${WITH_LICENSE} WHERE le.id = $1`,
);

/** Types that a legal entity can be given: the active codes of their dictionary. */
const TYPES = `ARRAY(SELECT v.code FROM dictionary_values v JOIN dictionaries d ON d.name = v.dictionary_name
                 WHERE d.name = 'LEGAL_ENTITY_TYPE_V2' AND d.is_active AND v.is_active ORDER BY v.position)`;

/** What a creation depends on. $1 id. */
export const findCreationFacts = statement<{ types: string[]; is_present: boolean }>(
  'legal-entities.find-creation-facts',
  `SELECT ${TYPES} AS types, EXISTS (SELECT 1 FROM legal_entities WHERE id = $1) AS is_present`,
);

/** As {@link findLegalEntity}, with the version of its row, which each change of the row replaces. $1 id. */
export const findLegalEntityToChange = statement<
  Record<string, unknown> & { types: string[]; version: string }
>(
  'legal-entities.find-to-change',
  `SELECT ${DETAILS}, ${TYPES} AS types, le.xmin::text AS version FROM ${WITH_LICENSE} WHERE le.id = $1`,
);

export type LegalEntityDetails = LegalEntity & { license: License | null };

/** One row of `findLegalEntity` as the API shows it. */
export function viewDetails(row: Record<string, unknown>): LegalEntityDetails {
  const pick = (keys: readonly string[], prefix = '') =>
    Object.fromEntries(keys.map((key) => [key, row[prefix + key]]));
  return {
    ...(pick(LEGAL_ENTITY_KEYS) as LegalEntity),
    license: row.license_id === null ? null : (pick(LICENSE_KEYS, 'license_') as License),
  };
}
