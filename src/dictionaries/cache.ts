import type { Changes } from '../notifications/changes.ts';
import type { Database } from '../platform/database/pool.ts';
import { unavailable } from '../platform/errors/http-errors.ts';
import { findDictionaries } from './dictionaries.queries.ts';
import type { Dictionary } from './dictionary.ts';

/** The dictionaries as this process holds them: at most a second behind the database while that is there. */
export type DictionaryCache = {
  /** @throws ApiError 503 when nothing was ever read, or the database has been away for too long */
  all(): Promise<readonly Dictionary[]>;
  /** Codes of a dictionary, active or not, in its order; empty when there is none of this name. */
  codesOf(name: string): Promise<readonly string[]>;
};

/** How long the copy answers while the database is away: dictionaries change a few times a year. */
const LONGEST_ABSENCE_MS = 5 * 60_000;

/** Answers from memory; the copy is read again when the database says that it has changed. */
export function cacheDictionaries(
  db: Database,
  changes: Pick<Changes, 'subscribe'>,
  longestAbsenceMs = LONGEST_ABSENCE_MS,
): DictionaryCache {
  let copy: readonly Dictionary[] | undefined;
  const refresh = async () => {
    copy = await findDictionaries(db, []);
  };
  const { confirmedAt } = changes.subscribe('dictionaries', refresh);
  const all = async () => {
    // The first request may come before the first refresh has ended.
    if (copy === undefined) await refresh();
    else if (performance.now() - confirmedAt() > longestAbsenceMs)
      throw unavailable('the dictionaries could not be read for too long');
    return copy as readonly Dictionary[];
  };
  return {
    all,
    codesOf: async (name) => {
      const dictionary = (await all()).find((each) => each.name === name);
      return dictionary?.values.map(({ code }) => code) ?? [];
    },
  };
}
