import { pagingOf } from '../../api/query.ts';
import type { RequestContext } from '../../api/route.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import { type LegalEntityFilter, legalEntityList } from '../legal-entities.queries.ts';
import { seesAllLegalEntities } from '../legal-entity.ts';

const FILTERS = ['id', 'edrpou', 'type', 'status', 'name'] as const satisfies LegalEntityFilter[];

/** SPEC 10. The token decides first what there is to be filtered. */
export async function listLegalEntities({ db, principal, query }: RequestContext<never>): Promise<Answer> {
  const visible: [LegalEntityFilter, string][] = seesAllLegalEntities(principal)
    ? []
    : [['own', principal.clientId]];
  const asked = FILTERS.flatMap((name): [LegalEntityFilter, string][] => {
    const value = query[name];
    return value === undefined ? [] : [[name, value]];
  });
  const filters = [...visible, ...asked];
  const list = legalEntityList(filters.map(([name]) => name));
  const { rows, paging } = await list(
    db,
    pagingOf(query),
    filters.map(([, value]) => value),
  );
  return { status: 200, data: rows, paging };
}
