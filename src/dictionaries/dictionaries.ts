import type { Database } from '../platform/database/pool.ts';
import { findDictionaries } from './dictionaries.queries.ts';
import type { Dictionary } from './dictionary.ts';

/** The dictionaries as this process knows them: less than a second behind a database that answers in time. */
export type Dictionaries = {
  /** @throws what the database says when there is no copy, or only one that is too old */
  all(): Promise<readonly Dictionary[]>;
  /** Codes of a dictionary, active or not, in its order; empty when there is none of this name. */
  codesOf(name: string): Promise<readonly string[]>;
};

/** How long what was read is as good as new, of the second that SPEC 9 gives a change. */
const FRESH_MS = 500;
/** How long a request waits for news; a database that takes longer is as good as away. */
const PATIENCE_MS = 400;
/** How old a copy may be that answers while the database is away: dictionaries change a few times a year. */
const OLDEST_MS = 5 * 60_000;

/**
 * Reads them when somebody asks, at most twice a second however many ask; a database that is away or slow leaves what was
 * read last (ADR 0051).
 */
export function readDictionaries(
  db: Database,
  { freshMs = FRESH_MS, oldestMs = OLDEST_MS } = {},
): Dictionaries {
  let copy: readonly Dictionary[] = [];
  /** When the reading of the copy began: what changed later may be missing. */
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const read = async () => {
    const began = performance.now();
    copy = await findDictionaries(db, []);
    readAt = began;
  };
  const refresh = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const all = async () => {
    const ageMs = performance.now() - readAt;
    if (ageMs > oldestMs) await refresh();
    else if (ageMs >= freshMs) await withPatience(refresh());
    return copy;
  };
  return {
    all,
    codesOf: async (name) => {
      const dictionary = (await all()).find((each) => each.name === name);
      return dictionary?.values.map(({ code }) => code) ?? [];
    },
  };
}

/** Waits for the reading, but not long, and not for its success. */
async function withPatience(reading: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE_MS);
  await Promise.race([reading.catch(() => {}), promise]);
  clearTimeout(timer);
}
