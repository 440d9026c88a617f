import {
  CLINIC,
  CLOSED_CLINIC,
  ID,
  LAPSED_CLINIC,
  MIS,
  OFFICER,
  PHARMACY,
  PRIMARY_CARE,
  SUSPENDED_CLINIC,
} from '../callers.ts';
import { LICENSE } from '../methods/licenses.ts';
import type { Stage } from '../stage.ts';

const CREATE = 'POST /api/licenses';
const UPDATE = 'PATCH /api/licenses/{id}';

/** The refusals of 4.2, in their order. CLINIC has its additional licence by now. */
export async function playCreateErrors({ play, load }: Stage): Promise<void> {
  await load({
    tokens: [
      {
        value: 'token-of-the-mis',
        client_id: ID.mis,
        user_id: ID.developer,
        scope: 'license:read license:write',
      },
    ],
  });
  await play(CREATE, '404 legal-entity-not-found', { by: MIS, body: LICENSE });
  await play('GET /api/licenses/additional_types', '404 legal-entity-not-found', { by: MIS });
  await play(CREATE, '422 legal-entity-not-active', { by: CLOSED_CLINIC, body: LICENSE });
  await play(CREATE, '422 license-only-additional', { by: CLINIC, body: { ...LICENSE, is_primary: true } });
  await play(CREATE, '409 license-type-mismatch', { by: PRIMARY_CARE, body: LICENSE });
  await play(CREATE, '404 license-no-primary', { by: LAPSED_CLINIC, body: LICENSE });
  await play(CREATE, '409 license-already-present', { by: CLINIC, body: LICENSE });
  const other = { by: SUSPENDED_CLINIC };
  await play(CREATE, '422 license-issued-after-active', {
    ...other,
    body: { ...LICENSE, issued_date: '2026-06-11' },
  });
  await play(CREATE, '422 license-active-after-expiry', {
    ...other,
    body: { ...LICENSE, expiry_date: '2026-06-09' },
  });
  await play(CREATE, '409 license-expired', { ...other, body: { ...LICENSE, expiry_date: '2026-06-14' } });
}

/** The refusals of section 6, and those of reading one licence. */
export async function playUpdateErrors({ play }: Stage): Promise<void> {
  const { data } = await play('GET /api/licenses', '200', {
    by: CLINIC,
    query: { type: LICENSE.type },
  });
  const own = { by: CLINIC, path: { id: data[0].id }, body: LICENSE };
  await play('GET /api/licenses/{id}', '404 license-not-found', { by: CLINIC, path: { id: ID.unknown } });
  await play('GET /api/licenses/{id}/history', '404 license-not-found', {
    by: CLINIC,
    path: { id: ID.additionalOfLapsed },
  });
  await play(UPDATE, '404 legal-entity-not-found', { ...own, by: MIS });
  await play(UPDATE, '422 legal-entity-not-active', { ...own, by: CLOSED_CLINIC });
  await play(UPDATE, '404 license-not-found', { ...own, path: { id: ID.unknown } });
  await play(UPDATE, '409 license-only-additional-updated', { ...own, path: { id: ID.primaryLicense } });
  await play(UPDATE, '422 license-not-to-primary', { ...own, body: { ...LICENSE, is_primary: true } });
  await play(UPDATE, '409 license-foreign', { ...own, by: PHARMACY });
  await play(UPDATE, '409 license-type-fixed', { ...own, body: { ...LICENSE, type: 'MSP' } });
  await play(UPDATE, '404 license-no-primary', {
    by: LAPSED_CLINIC,
    path: { id: ID.additionalOfLapsed },
    body: LICENSE,
  });
  await play(UPDATE, '412 license-changed-meanwhile', {
    ...own,
    headers: { 'If-Match': '"the-licence-as-it-was"' },
  });
  await play('GET /api/licenses/{id}', '412 license-changed-meanwhile', {
    by: CLINIC,
    path: own.path,
    headers: { 'If-Match': '"the-licence-as-it-was"' },
  });
  await play(UPDATE, '422 license-issued-after-active', {
    ...own,
    body: { ...LICENSE, issued_date: '2026-06-11' },
  });
  await play(UPDATE, '422 license-active-after-expiry', {
    ...own,
    body: { ...LICENSE, expiry_date: '2026-06-09' },
  });
  await play(UPDATE, '409 license-expired', { ...own, body: { ...LICENSE, expiry_date: '2026-06-14' } });
  await play('GET /api/admin/licenses/{id}/history', '404 license-not-found', {
    by: OFFICER,
    path: { id: ID.unknown },
  });
}
