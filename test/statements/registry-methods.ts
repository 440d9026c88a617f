import { type ApiAnswer, call } from '../fixtures/client.ts';
import { officer } from '../fixtures/officer.ts';

type Method = { request: () => Promise<ApiAnswer>; statements: number };

/**
 * A successful request to each method that administers the registry, and how often it asks the database, in an order in
 * which they can be made. @param url of a path
 */
export function registryMethods(
  url: (path: string) => string,
  legalEntityId: () => string,
): Record<string, Method> {
  const methods: Record<string, Method> = {};
  const asOfficer = (method: string, path: () => string, body?: unknown) => () =>
    call(url(`/api/admin/${path()}`), { ...officer, method, body });
  const reason = 'порахувати';
  methods['POST /api/admin/legal_entities'] = {
    request: asOfficer('POST', () => 'legal_entities', {
      name: 'Клініка',
      edrpou: '12345678',
      type: 'OUTPATIENT',
      reason,
    }),
    statements: 3,
  };
  methods['PATCH /api/admin/legal_entities/:id'] = {
    request: asOfficer('PATCH', () => `legal_entities/${legalEntityId()}`, { name: 'Інша', reason }),
    statements: 3,
  };
  methods['PATCH /api/admin/legal_entities/:id/actions/change_status'] = {
    request: asOfficer('PATCH', () => `legal_entities/${legalEntityId()}/actions/change_status`, {
      status: 'SUSPENDED',
      reason,
    }),
    statements: 3,
  };
  methods['POST /api/admin/dictionaries/:name/values'] = {
    request: asOfficer('POST', () => 'dictionaries/LICENSE_TYPE/values', { code: 'X', description: 'Ікс' }),
    statements: 3,
  };
  methods['PATCH /api/admin/dictionaries/:name/values/:code'] = {
    request: asOfficer('PATCH', () => 'dictionaries/LICENSE_TYPE/values/X', { is_active: false }),
    statements: 3,
  };
  methods['GET /api/admin/parameters'] = { request: asOfficer('GET', () => 'parameters'), statements: 2 };
  const parameter = () => 'parameters/LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES';
  // A transaction of its own, with a lock: changes of parameters take turns.
  methods['PUT /api/admin/parameters/:name'] = {
    request: asOfficer('PUT', parameter, { value: 'MSP' }),
    statements: 7,
  };
  methods['DELETE /api/admin/parameters/:name'] = { request: asOfficer('DELETE', parameter), statements: 3 };
  // One more on the last page: whether the log goes on behind what a search looks at.
  methods['GET /api/admin/audit_log'] = { request: asOfficer('GET', () => 'audit_log'), statements: 2 };
  methods['GET /api/admin/audit_log/verification'] = {
    request: asOfficer('GET', () => 'audit_log/verification'),
    statements: 3,
  };
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
  methods['GET /api/admin/webhooks'] = { request: asOfficer('GET', () => 'webhooks'), statements: 2 };
  methods['PATCH /api/admin/webhooks/:id'] = {
    request: asOfficer('PATCH', endpoint(), { is_active: false }),
    statements: 4,
  };
  methods['PATCH /api/admin/webhooks/:id/actions/rotate_secret'] = {
    request: asOfficer('PATCH', endpoint('/actions/rotate_secret'), {}),
    statements: 3,
  };
  methods['GET /api/admin/webhooks/:id/dead_letters'] = {
    request: asOfficer('GET', endpoint('/dead_letters')),
    statements: 3,
  };
  methods['PATCH /api/admin/webhooks/:id/actions/retry'] = {
    request: asOfficer('PATCH', endpoint('/actions/retry'), {}),
    statements: 3,
  };
  methods['DELETE /api/admin/webhooks/:id'] = { request: asOfficer('DELETE', endpoint()), statements: 3 };

  return methods;
}
