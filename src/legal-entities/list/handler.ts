import type { Answer } from '../../api/answers.ts';
import {
  PAGING_PARAMETERS,
  pagingOf,
  type QueryValues,
  SEARCH_PARAMETER,
  TEXT_PARAMETER,
  UUID_PARAMETER,
} from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { type LegalEntityFilter, legalEntityList } from '../legal-entities.queries.ts';
import { LEGAL_ENTITY_STATUSES, seesAllLegalEntities } from '../legal-entity.ts';

const FILTERS = {
  id: UUID_PARAMETER,
  edrpou: { pattern: '^[0-9]{8,10}$', means: '8 to 10 digits' },
  // Not a dictionary: the data has types that the dictionary does not, such as MIS and NHS.
  type: TEXT_PARAMETER,
  status: { values: LEGAL_ENTITY_STATUSES },
  name: SEARCH_PARAMETER,
} as const;

export const PARAMETERS = { ...FILTERS, ...PAGING_PARAMETERS } as const;

type Filter = [LegalEntityFilter, string];
const FILTER_NAMES = Object.keys(FILTERS) as (keyof typeof FILTERS)[];

/** SPEC 10. The token decides first what there is to be filtered. */
export async function listLegalEntities(
  { principal, query }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db }: { db: Database },
): Promise<Answer> {
  const visible: Filter[] = seesAllLegalEntities(principal) ? [] : [['own', principal.clientId]];
  const asked = FILTER_NAMES.flatMap((name): Filter[] => {
    const value = query[name];
    return value === undefined ? [] : [[name, value]];
  });
  const filters = [...visible, ...asked];
  const list = legalEntityList(filters.map(([name]) => name));
  const values = filters.map(([, value]) => value);
  const { rows, paging } = await list(db, pagingOf(query), values);
  return { data: rows, paging };
}
