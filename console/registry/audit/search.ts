import { type Client, listUsers, type Result, searchAuditLog } from '#client';
import { dateFrom } from '../../language/language.ts';

/** What stands in the address, as a person typed it. */
export type AuditQuery = Partial<
  Record<'actor' | 'resource' | 'resource_id' | 'action' | 'request_id' | 'from' | 'to' | 'after', string>
>;

/** So many rows a page: each may be several lines. */
const LIMIT = 30;

/**
 * Searches as a person means it: somebody by e-mail address, and days of the registry's time zone, the last one included. What
 * is no such thing goes to the registry as it is, which says so.
 */
export async function searchAsTyped(
  client: Client,
  { actor, from, to, ...given }: AuditQuery,
  { timeZone, signal }: { timeZone: string; signal: AbortSignal },
): Promise<Result<'searchAuditLog'>> {
  let actorId = actor;
  if (actor?.includes('@')) {
    const found = await listUsers(client, { query: { email: actor, page_size: 300 }, signal });
    // Nobody has done nothing, and why nobody was found is why nothing was.
    if (!found.ok) return found as unknown as Result<'searchAuditLog'>;
    actorId = found.data.find(({ email }) => email?.toLowerCase() === actor.toLowerCase())?.id;
    if (actorId === undefined) return { ...found, data: [] } as unknown as Result<'searchAuditLog'>;
  }
  const query = {
    ...given,
    ...(actorId && { actor_id: actorId }),
    ...(from && { from: startOfDay(from, timeZone, 0) }),
    ...(to && { to: startOfDay(to, timeZone, 1) }),
  };
  return searchAuditLog(client, { query: { ...query, limit: LIMIT }, signal });
}

/**
 * The moment at which a day begins in a time zone, ISO 8601.
 * @param later so many days after the one that was typed
 * @returns what was typed, where it is no date
 */
export function startOfDay(typed: string, timeZone: string, later: number): string {
  const date = dateFrom(typed);
  const midnight = new Date(`${date}T00:00:00Z`);
  if (date === undefined || Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date)
    return typed;
  midnight.setUTCDate(midnight.getUTCDate() + later);
  // The offset of that moment, not of the midnight in UTC: a clock may change in between.
  const guess = midnight.getTime() - offsetMs(midnight, timeZone);
  return new Date(midnight.getTime() - offsetMs(new Date(guess), timeZone)).toISOString();
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = name.match(/([+-])(\d{2}):(\d{2})/) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
