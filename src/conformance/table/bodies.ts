import type { SentRequest } from '../case.ts';
import { businessRefusal } from './literal.ts';

/** A body that create accepts from a clinic without such a licence; an `undefined` override takes a field away. */
export const licenseBody = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  type: 'PHARMACY_DRUGS',
  issued_by: 'Держлікслужба',
  issued_date: '2024-02-28',
  active_from_date: '2024-02-28',
  is_primary: false,
  ...overrides,
});

export const LICENSES = '/api/licenses';
export const GENERATE_URL = '/api/admin/contracts/media_storage/generate_url';
export const FILES = '/api/admin/contracts/media_storage/files';
export const LINKS = '/api/admin/contracts/media_storage/links';

/** `POST /api/licenses` of a clinic that can create: but for what the case says. */
export const create = (json: SentRequest['json'], rest: Partial<SentRequest> = {}): SentRequest => ({
  method: 'POST',
  path: LICENSES,
  as: 'clinic',
  json,
  ...rest,
});

/**
 * How a request shows that it has passed the schema, and yet creates nothing: it asks for a primary licence, and is refused
 * by the first check that reads the body.
 */
export const PRIMARY = { is_primary: true };
export const ONLY_ADDITIONAL = businessRefusal('$.is_primary', 'Only additional license can be created');
export const PASSED_THE_SCHEMA = { status: 422, error: ONLY_ADDITIONAL };
