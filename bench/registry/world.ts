/**
 * Registries of any size in which every id is computed from an integer, so that the load needs no list of them.
 * Legal entity `n` counts from 0; its licence of kind `k` is number `k × entities + n` of the table.
 */
import { tokenOf } from '../create/world.ts';

export type World = {
  database: string;
  /** Of the superuser. */
  url: string;
  entities: number;
};

/** What each legal entity has; the order is the one in which the licences came to be. */
export const LICENSES = [
  { type: 'MSP', isPrimary: true, isActive: true },
  { type: 'PHARMACY', isPrimary: false, isActive: true },
  { type: 'MSP', isPrimary: true, isActive: false },
  { type: 'PHARMACY', isPrimary: false, isActive: false },
  { type: 'PHARMACY_DRUGS', isPrimary: false, isActive: false },
] as const;
/** The kind of licence that the load updates. */
export const UPDATED_KIND = 1;
/** What the load creates: no legal entity has an active one. */
export const CREATED_TYPE = 'PHARMACY_DRUGS';
export const UPDATED_TYPE = LICENSES[UPDATED_KIND].type;
export const EXPIRY_DATE = '2050-01-01';

const MAX_SAMPLE = 50_000;

/** How many legal entities have a client and a token. */
export const sampleSize = (entities: number): number => Math.min(MAX_SAMPLE, entities);
/** Legal entity number of member `s` of the sample, which is spread over all of them. */
export const sampled = (s: number, entities: number): number =>
  Math.floor((s * entities) / sampleSize(entities));
export const sampledSql = (s: string, entities: number): string =>
  `((${s})::bigint * ${entities} / ${sampleSize(entities)})`;
export { tokenOf };
/** Of a caller who may search all legal entities. */
export const FLOOD_TOKEN = 'bench-flood-token';

/** An odd factor permutes the numbers of 32 bits. */
const SCATTER = 2_654_435_761;

/** Ids of legal entities come from elsewhere in no order: neighbours in the table are far apart in every index. */
export function entityId(n: number): string {
  const scattered = (Math.imul(n + 1, SCATTER) >>> 0).toString(16).padStart(8, '0');
  return `${scattered}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
export const entityIdSql = (n: string): string =>
  `(lpad(to_hex(((${n})::bigint + 1) * ${SCATTER} & 4294967295), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Ids of licences grow with time, as those that the product gives do (UUID v7), and are older than all of those. */
const LICENSE_ID_PREFIX = '018f0000-0000-7000-8000-';
export const licenseId = (n: number, kind: number, entities: number): string =>
  `${LICENSE_ID_PREFIX}${(kind * entities + n).toString(16).padStart(12, '0')}`;
export const licenseIdSql = (n: string, kind: number, entities: number): string =>
  `('${LICENSE_ID_PREFIX}' || lpad(to_hex(${kind}::bigint * ${entities} + ${n}), 12, '0'))::uuid`;
/** Every licence with a greater id was created by a run. */
export const LAST_SEEDED_LICENSE_ID = `${LICENSE_ID_PREFIX}ffffffffffff`;
