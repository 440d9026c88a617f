import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { valueChangeSchema } from '../../../dictionaries/change/bodies.ts';
import { changeValue } from '../../../dictionaries/change/change.ts';
import { valueChangeRules } from '../../../dictionaries/change/rules.ts';
import { dictionaryValueSchema } from '../../../dictionaries/dictionary-schema.ts';

/** `PATCH /api/admin/dictionaries/{name}/values/{code}`: describes a value anew, takes it out of use or back. */
export const changeDictionaryValueRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/dictionaries/:name/values/:code',
  spec: '11.5',
  summary: 'Change dictionary value',
  access: { scope: 'dictionary:write', apiKey: 'always' },
  body: valueChangeSchema,
  success: { status: 200, description: 'The value as it is now.', data: dictionaryValueSchema },
  rules: valueChangeRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    const which = { dictionary: params.name, code: params.code };
    return { data: await changing(request, services, (change) => changeValue(change, which, body)) };
  },
});
