import type pg from 'pg';

/**
 * The change is on the primary, and the standbys that synchronous replication waits for have not confirmed it: a failover
 * now would lose it. Nobody may be told that it is done; nor that it is not, since it is visible and usually stays.
 */
export class UnconfirmedWriteError extends Error {
  readonly hint =
    'See that the standby is there again. Then repeat the command: it finds what is done already, and waits until that is confirmed too.';
  constructor() {
    super('The change is in the primary database, but no standby has confirmed it: its wait was cancelled.');
  }
}

/** Where PostgreSQL waits for standbys. Its text is in the server's language, its code that of any warning. */
const WAIT_ROUTINE = 'SyncRepWaitForLSN';

type Query = (...given: unknown[]) => unknown;
type Callback = (error: Error | null | undefined, result?: unknown) => void;

/**
 * Makes every statement of a connection fail whose commit was not confirmed. PostgreSQL only warns (somebody cancelled the
 * wait) and then completes the statement as if all were well, so that a driver which drops warnings tells a success. Of
 * node-postgres's forms of `query` this knows promises and callbacks; a `Submittable` would escape it.
 * @param onUnconfirmed told of each such statement
 */
export function failWhenUnconfirmed(client: pg.ClientBase, onUnconfirmed = () => {}): void {
  let isWarned = false;
  client.on('notice', ({ routine }) => {
    if (routine !== WAIT_ROUTINE) return;
    isWarned = true;
    onUnconfirmed();
  });
  // Statements of a connection are answered one after another, so a warning belongs to the one that ends next.
  const verdict = (): UnconfirmedWriteError | undefined => {
    const unconfirmed = isWarned ? new UnconfirmedWriteError() : undefined;
    isWarned = false;
    return unconfirmed;
  };
  const judged =
    (callback: Callback): Callback =>
    (error, result) => {
      const unconfirmed = verdict();
      callback(error ?? unconfirmed, result);
    };
  const query = client.query.bind(client) as Query;
  const confirmedQuery: Query = (...given) => {
    const at = given.findIndex((value) => typeof value === 'function');
    if (at !== -1) return query(...given.with(at, judged(given[at] as Callback)));
    const answer = query(...given);
    if (!(answer instanceof Promise)) return answer;
    return answer.then(
      (result) => {
        const unconfirmed = verdict();
        if (unconfirmed) throw unconfirmed;
        return result;
      },
      (error) => {
        verdict();
        throw error;
      },
    );
  };
  client.query = confirmedQuery as typeof client.query;
}
