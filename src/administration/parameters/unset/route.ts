import { changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { isParameter, unsetParameter } from '../../../parameters/change.ts';
import { findParameter } from '../../../parameters/list.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import { type ParameterServices, parameterRules, parameterSchema } from '../parameter.ts';

/** `DELETE /api/admin/parameters/{name}`: leaves it to the environment and its default again. */
export const unsetParameterRoute = defineRoute({
  method: 'DELETE',
  path: '/api/admin/parameters/:name',
  spec: '11.5',
  summary: 'Unset parameter',
  access: { scope: 'parameter:write', apiKey: 'always' },
  success: { status: 200, description: 'The parameter as it is now.', data: parameterSchema },
  rules: parameterRules,
  handle: async (request, services: ParameterServices) => {
    const { name } = request.params;
    return changing(request, services, async ({ db, stamp, observeRefusal }) => {
      // A row of a type that the registry has no more is listed, and can be taken away.
      const wasSet = (await unsetParameter(db, stamp, name)) !== null;
      enforceRules(parameterRules, { isParameter: wasSet || (await isParameter(db, name)) }, observeRefusal);
      return { data: await findParameter(db, name, services.parameterFallbacks) };
    });
  },
});
