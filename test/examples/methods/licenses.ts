import { CLINIC, ID, OFFICER } from '../callers.ts';
import type { Stage } from '../stage.ts';

export const LICENSE = {
  type: 'PHARMACY_DRUGS',
  license_number: 'АВ 500001',
  issued_by: 'Держлікслужба',
  issued_date: '2026-06-01',
  active_from_date: '2026-06-10',
  expiry_date: '2031-06-09',
  is_primary: false,
  what_licensed: 'роздрібна торгівля лікарськими засобами',
  order_no: '1204',
};

/** A clinic adds a licence and corrects it; officers of НСЗУ see what became of it. */
export async function playLicenses({ play }: Stage): Promise<void> {
  await play('GET /api/licenses', '200', { by: CLINIC, query: { is_primary: true, page_size: 10 } });
  await play('POST /api/licenses/validation', '200', { by: CLINIC, body: { ...LICENSE, is_primary: true } });
  const { data: created } = await play('POST /api/licenses', '201', {
    by: CLINIC,
    headers: { 'X-Idempotency-Key': 'licence-1204' },
    body: LICENSE,
  });
  const one = { by: CLINIC, path: { id: created.id } };
  await play('GET /api/licenses/{id}', '200', one);
  await play('PATCH /api/licenses/{id}', '200', { ...one, body: { ...LICENSE, order_no: '1204/1' } });
  await play('GET /api/licenses/additional_types', '200', { by: CLINIC });
  await play('GET /api/licenses/{id}/history', '200', one);
  await play('GET /api/admin/licenses', '200', {
    by: OFFICER,
    query: { expires_before: '2026-07-01', is_primary: true },
  });
  await play('GET /api/admin/licenses/{id}/history', '200', { by: OFFICER, path: { id: created.id } });
  await play('GET /api/admin/events', '200', { by: OFFICER, query: { limit: 10 } });
}

export async function playLegalEntities({ play }: Stage): Promise<void> {
  await play('GET /api/v2/legal_entities', '200', {
    by: OFFICER,
    query: { type: 'PHARMACY', page_size: 10 },
  });
  await play('GET /api/v2/legal_entities/{id}', '200', { by: OFFICER, path: { id: ID.pharmacy } });
}
