import type { Database } from '../platform/database/pool.ts';
import {
  type AuditBound,
  type AuditEntry,
  type AuditFilter,
  findEntries,
  findLastLookedAt,
  findPlace,
  type SearchParts,
} from './search.queries.ts';

/** What is looked for; what is absent may be anything. */
export type AuditSearch = { [Name in AuditFilter | 'resource_id' | 'request_id']?: string | undefined } & {
  /** ISO 8601. Not before this. */
  from?: string | undefined;
  /** Before this. */
  to?: string | undefined;
  /** Id of the row behind which it goes on. */
  after?: string | undefined;
};

/** `next` is where to go on, null at the end of the log. Where there are few that are meant, a page may have none. */
export type AuditFindings = { entries: AuditEntry[]; next: string | null };

const FILTERS: readonly AuditFilter[] = ['resource', 'action', 'actor_id', 'client_id'];
const BOUNDS: readonly Exclude<AuditBound, 'place'>[] = ['resource_id', 'request_id', 'from', 'to'];

/** A page of the audit log, newest first. @returns undefined where it knows no row `after` */
export async function searchAuditLog(
  db: Database,
  search: AuditSearch,
  limit: number,
): Promise<AuditFindings | undefined> {
  const [place] = search.after === undefined ? [] : await findPlace(db, [search.after]);
  if (search.after !== undefined && place === undefined) return undefined;
  const parts: SearchParts = {
    bounds: [
      ...BOUNDS.filter((name) => search[name] !== undefined).map((name) => [name, search[name]] as const),
      ...(place === undefined ? [] : [['place', place.inserted_at, place.id] as const]),
    ],
    filters: FILTERS.filter((name) => search[name] !== undefined).map(
      (name) => [name, search[name]] as const,
    ),
  };
  const { find, values } = findEntries(parts, limit + 1);
  const found = await find(db, values);
  const entries = found.slice(0, limit);
  if (found.length > limit) return { entries, next: (entries.at(-1) as AuditEntry).id };
  const rest = findLastLookedAt(parts);
  const [last] = await rest.find(db, rest.values);
  return { entries, next: last?.id ?? null };
}
