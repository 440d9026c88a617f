import type { LicenseBody } from '../../licenses/license.ts';

/** A licence of the file: the body of the API, and what the API takes from the token. */
export type LicenseRow = LicenseBody & {
  /** Of the file, else made here. Lower case, as PostgreSQL prints it. */
  id: string;
  legal_entity_id: string;
};
