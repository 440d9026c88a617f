import { NOBODY, OPERATOR } from '../callers.ts';
import type { Stage } from '../stage.ts';

/** What anybody reads, and what an operator changes of it. */
export async function playDictionaries({ play }: Stage): Promise<void> {
  await play('GET /api/dictionaries', '200', { by: NOBODY, query: { name: 'LICENSE_TYPE' } });
  await play('GET /api/v2/dictionaries', '200', { by: NOBODY, query: { name: 'LEGAL_ENTITY_TYPE_V2' } });
  await play('POST /api/admin/dictionaries/{name}/values', '201', {
    by: OPERATOR,
    path: { name: 'LICENSE_TYPE' },
    body: { code: 'BLOOD_BANK', description: 'Заготівля донорської крові' },
  });
  await play('PATCH /api/admin/dictionaries/{name}/values/{code}', '200', {
    by: OPERATOR,
    path: { name: 'LICENSE_TYPE', code: 'BLOOD_BANK' },
    body: { is_active: false },
  });
}

const PARAMETER = { name: 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES' };

export async function playParameters({ play }: Stage): Promise<void> {
  await play('GET /api/admin/parameters', '200', { by: OPERATOR });
  await play('PUT /api/admin/parameters/{name}', '200', {
    by: OPERATOR,
    path: PARAMETER,
    body: { value: 'PHARMACY_DRUGS' },
  });
  await play('DELETE /api/admin/parameters/{name}', '200', { by: OPERATOR, path: PARAMETER });
}
