import { type ApiAnswer, call } from '../fixtures/client.ts';
import { officer } from '../fixtures/officer.ts';

type Methods = Record<string, { request: () => Promise<ApiAnswer>; statements: number }>;

/** A successful request to each method of the registry's own administration, and how often it asks the database. */
export function registryMethods(url: (path: string) => string, legalEntityId: () => string): Methods {
  const methods: Methods = {};
  const send = (method: string, path: () => string, body?: unknown) => () =>
    call(url(`/api/admin/${path()}`), { ...officer, method, body });
  const reason = 'порахувати';
  methods['POST /api/admin/legal_entities'] = {
    request: send('POST', () => 'legal_entities', {
      name: 'Клініка',
      edrpou: '12345678',
      type: 'OUTPATIENT',
      reason,
    }),
    statements: 3,
  };
  methods['PATCH /api/admin/legal_entities/:id'] = {
    request: send('PATCH', () => `legal_entities/${legalEntityId()}`, { name: 'Інша', reason }),
    statements: 3,
  };
  methods['PATCH /api/admin/legal_entities/:id/actions/change_status'] = {
    request: send('PATCH', () => `legal_entities/${legalEntityId()}/actions/change_status`, {
      status: 'SUSPENDED',
      reason,
    }),
    statements: 3,
  };
  methods['POST /api/admin/dictionaries/:name/values'] = {
    request: send('POST', () => 'dictionaries/LICENSE_TYPE/values', { code: 'X', description: 'Ікс' }),
    statements: 3,
  };
  methods['PATCH /api/admin/dictionaries/:name/values/:code'] = {
    request: send('PATCH', () => 'dictionaries/LICENSE_TYPE/values/X', { is_active: false }),
    statements: 3,
  };
  methods['GET /api/admin/parameters'] = { request: send('GET', () => 'parameters'), statements: 2 };
  const parameter = () => 'parameters/LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES';
  // A transaction of its own, with a lock: changes of parameters take turns.
  methods['PUT /api/admin/parameters/:name'] = {
    request: send('PUT', parameter, { value: 'MSP' }),
    statements: 7,
  };
  methods['DELETE /api/admin/parameters/:name'] = { request: send('DELETE', parameter), statements: 3 };
  // One more on the last page: whether the log goes on behind what a search looks at.
  methods['GET /api/admin/audit_log'] = { request: send('GET', () => 'audit_log'), statements: 2 };
  methods['GET /api/admin/audit_log/verification'] = {
    request: send('GET', () => 'audit_log/verification'),
    statements: 3,
  };
  // Beside the conditions of readiness.
  methods['GET /api/admin/status'] = { request: send('GET', () => 'status'), statements: 2 };
  let webhook = '';
  const endpoint =
    (more = '') =>
    () =>
      `webhooks/${webhook}${more}`;
  methods['POST /api/admin/webhooks'] = {
    request: async () => {
      // Nothing of what happens here is told: the tests count what is asked.
      const body = { url: 'https://8.8.8.8/', event_types: ['license.expired'] };
      const answer = await call(url('/api/admin/webhooks'), { ...officer, body });
      webhook = answer.body.data.id;
      return answer;
    },
    statements: 3,
  };
  methods['GET /api/admin/webhooks'] = { request: send('GET', () => 'webhooks'), statements: 2 };
  methods['PATCH /api/admin/webhooks/:id'] = {
    request: send('PATCH', endpoint(), { is_active: false }),
    statements: 4,
  };
  methods['PATCH /api/admin/webhooks/:id/actions/rotate_secret'] = {
    request: send('PATCH', endpoint('/actions/rotate_secret'), {}),
    statements: 3,
  };
  methods['GET /api/admin/webhooks/:id/dead_letters'] = {
    request: send('GET', endpoint('/dead_letters')),
    statements: 3,
  };
  methods['PATCH /api/admin/webhooks/:id/actions/retry'] = {
    request: send('PATCH', endpoint('/actions/retry'), {}),
    statements: 3,
  };
  methods['DELETE /api/admin/webhooks/:id'] = { request: send('DELETE', endpoint()), statements: 3 };
  return methods;
}
