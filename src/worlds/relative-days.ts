import { civilDate } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { findFirstLoadings } from './stored.queries.ts';

/** `+30d` or `-7d`: so many days from the day on which the licence was first loaded. */
const RELATIVE_DAY = /^[+-]\d{1,5}d$/;

const DAYS = ['issued_date', 'active_from_date', 'expiry_date'] as const;

type Licenses = { licenses?: readonly Partial<Record<(typeof DAYS)[number] | 'id', unknown>>[] };

/**
 * A world with dates in place of relative days; everything else, mistaken dates included, stays as it is.
 * A demo has something that expires soon whenever it is loaded, and a second loading changes nothing: the days of a
 * licence count from its own first loading, as the lifetimes of tokens do.
 * @param firstDayOf the day from which the days of a licence count, by its id
 */
export function withDates<World>(world: World, firstDayOf: (id: string) => string): World {
  if (!hasLicenses(world)) return world;
  const licenses = world.licenses.map((license) => {
    if (typeof license !== 'object' || license === null) return license;
    const relative = DAYS.filter((name) => RELATIVE_DAY.test(String(license[name])));
    const dates = relative.map((name) => [name, day(firstDayOf(String(license.id)), String(license[name]))]);
    return { ...license, ...Object.fromEntries(dates) };
  });
  return { ...world, licenses };
}

/** The days on which licences were first loaded, in the registry's time zone; today for those that are not there yet. */
export async function findFirstDays(
  db: Database,
  ids: readonly string[],
  { today, timeZone }: { today: string; timeZone: string },
): Promise<(id: string) => string> {
  const rows = await findFirstLoadings(db, [ids]);
  const days = new Map(
    rows.map(({ id, inserted_at }) => [id, civilDate(new Date(inserted_at), timeZone)] as const),
  );
  return (id) => days.get(id.toLowerCase()) ?? today;
}

function hasLicenses<World>(world: World): world is World & Required<Licenses> {
  return Array.isArray((world as Licenses | null)?.licenses);
}

function day(from: string, relative: string): string {
  return Temporal.PlainDate.from(from)
    .add({ days: Number.parseInt(relative, 10) })
    .toString();
}
