import { changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { isParameter, setParameter } from '../../../parameters/change.ts';
import { findParameter } from '../../../parameters/list.ts';
import { enforceRules } from '../../../platform/errors/rules.ts';
import {
  changedParameterSchema,
  newValueSchema,
  type ParameterServices,
  parameterRules,
} from '../parameter.ts';

/** `PUT /api/admin/parameters/{name}`: in force from the next request on, on every process. */
export const setParameterRoute = defineRoute({
  method: 'PUT',
  path: '/api/admin/parameters/:name',
  spec: '11.5',
  summary: 'Set parameter',
  access: { scope: 'parameter:write', apiKey: 'always' },
  body: newValueSchema,
  success: { status: 200, description: 'The parameter as it is now.', data: changedParameterSchema },
  rules: parameterRules,
  handle: async (request, services: ParameterServices) => {
    const { name } = request.params;
    return changing(request, services, async ({ db, stamp, observeRefusal }) => {
      enforceRules(parameterRules, { isParameter: await isParameter(db, name) }, observeRefusal);
      const { unknownLicenseTypes } = await setParameter(db, stamp, name, request.body.value);
      const parameter = await findParameter(db, name, services.parameterFallbacks);
      return { data: { ...parameter, unknown_license_types: unknownLicenseTypes } };
    });
  },
});
