import { type ChangingServices, changing } from '../../../api/changing.ts';
import { defineRoute } from '../../../api/route.ts';
import { newValueSchema } from '../../../dictionaries/change/bodies.ts';
import { addValue } from '../../../dictionaries/change/change.ts';
import { additionRules } from '../../../dictionaries/change/rules.ts';
import { dictionaryValueSchema } from '../../../dictionaries/dictionary-schema.ts';

/** `POST /api/admin/dictionaries/{name}/values`: adds a value at the end of a dictionary. */
export const addDictionaryValueRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/dictionaries/:name/values',
  spec: '11.5',
  summary: 'Add dictionary value',
  access: { scope: 'dictionary:write', apiKey: 'always' },
  body: newValueSchema,
  success: { status: 201, description: 'The value, active.', data: dictionaryValueSchema },
  rules: additionRules,
  handle: async (request, services: ChangingServices) => {
    const { params, body } = request;
    return { data: await changing(request, services, (change) => addValue(change, params.name, body)) };
  },
});
