/** One legal entity as the API shows it. Timestamps ISO 8601 UTC. */
export type LegalEntity = {
  id: string;
  name: string;
  edrpou: string;
  type: string;
  status: string;
  inserted_at: string;
  inserted_by: string;
  updated_at: string;
  updated_by: string;
};

/** Columns of `legal_entities` in the order in which the API shows them. */
export const LEGAL_ENTITY_COLUMNS =
  'id, name, edrpou, type, status, inserted_at, inserted_by, updated_at, updated_by';

export const LEGAL_ENTITY_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED', 'REORGANIZED'] as const;

/** Client types whose tokens see every legal entity; any other sees the one that the token was issued for (SPEC 10). */
const SEES_ALL: readonly string[] = ['NHS', 'MIS'];

export function seesAllLegalEntities(principal: { clientType: string }): boolean {
  return SEES_ALL.includes(principal.clientType);
}
