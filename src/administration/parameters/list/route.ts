import { PAGING_PARAMETERS, pagingOf } from '../../../api/query.ts';
import { defineRoute } from '../../../api/route.ts';
import { listParameters } from '../../../parameters/list.ts';
import { pageOf } from '../../../platform/paging.ts';
import { type ParameterServices, parameterSchema } from '../parameter.ts';

/** `GET /api/admin/parameters`: each with the value in force, and where that comes from. */
export const listParametersRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/parameters',
  spec: '11.5',
  summary: 'List parameters',
  access: { scope: 'parameter:read', apiKey: 'always' },
  query: PAGING_PARAMETERS,
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of parameters, by name.',
    data: { type: 'array', items: parameterSchema },
  },
  handle: async ({ query }, { db, parameterFallbacks }: ParameterServices) => {
    const { rows, paging } = pageOf(await listParameters(db, parameterFallbacks), pagingOf(query));
    return { data: rows, paging };
  },
});
