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

/** A legal entity with its active primary licence, expired or not, beside it. $1 id. */
export const findLegalEntity = statement<Record<string, unknown>>(
  'legal-entities.find',
  `SELECT ${LEGAL_ENTITY_KEYS.map((key) => `le.${key}`).join(', ')},
          ${LICENSE_KEYS.map((key) => `l.${key} AS license_${key}`).join(', ')}
     FROM legal_entities le
     LEFT JOIN licenses l ON l.legal_entity_id = le.id AND l.is_active AND l.is_primary
    WHERE le.id = $1`,
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
