/** How long a credential still works after its end was committed, on three processes that are asked without a pause. */
import path from 'node:path';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import { revokeApiKey, revokeToken } from '../../src/clients/credentials/revoke.ts';
import { endSession } from '../../src/people/sessions.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { type Server, startApi } from '../servers.ts';
import { type AuthWorld, insertKey, insertSession, insertToken } from './world.ts';

const PROCESSES = 3;
const GOAL_MS = 1_000;
const GIVE_UP_MS = 20_000;

/** @param count of each kind of credential */
export async function measureEndings(
  world: AuthWorld,
  { count, directory, print }: { count: number; directory: string; print(line: string): void },
): Promise<void> {
  const db = createPool({ url: world.url, applicationName: 'bench', onError: () => {} });
  const change = () => ({
    db,
    stamp: { now: new Date(), userId: SYSTEM_USER_ID, requestId: 'bench' },
    observeRefusal() {},
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const kinds: Record<string, Ending> = {
    token: {
      make: () => insertToken(world),
      end: (id) => revokeToken(change(), id),
      path: '/api/licenses',
      headers: (value) => bearer(value),
    },
    session: {
      make: () => insertSession(world),
      end: (id) => endSession(db, { ...change().stamp, userId: world.userId }, id),
      path: '/account',
      headers: (value) => ({ cookie: `esoz_session=${value}` }),
    },
    key: {
      make: () => insertKey(world),
      end: (id) => revokeApiKey(change(), id),
      path: '/api/admin/clients?page_size=1',
      headers: (value) => ({ ...bearer(world.token), 'api-key': value }),
    },
  };
  const apis = await Promise.all(
    Array.from({ length: PROCESSES }, (_, at) => startApi(world.url, path.join(directory, `api-${at}`))),
  );
  try {
    for (const [name, ending] of Object.entries(kinds)) {
      let worstMs = 0;
      for (let n = 0; n < count; n++) worstMs = Math.max(worstMs, await survivedMs(ending, apis));
      const verdict = worstMs <= GOAL_MS ? 'reached' : 'missed';
      print(
        `a ${name} that has ended works for ${worstMs.toFixed(1)} ms at most, of ${count}   (goal ${GOAL_MS}: ${verdict})`,
      );
    }
  } finally {
    await Promise.all(apis.map((api) => api.stop()));
    await db.end();
  }
}

type Ending = {
  make(): Promise<{ id: string; value: string }>;
  end(id: string): Promise<unknown>;
  path: string;
  headers(value: string): Record<string, string>;
};

/** From the commit to the moment at which the last request was sent that was still let in; 0 where there was none. */
async function survivedMs({ make, end, path: asked, headers }: Ending, apis: Server[]): Promise<number> {
  const { id, value } = await make();
  let lastAccepted = 0;
  const deadline = performance.now() + GIVE_UP_MS;
  const begun: Promise<void>[] = [];
  const asking = apis.map((api) => {
    const first = Promise.withResolvers<void>();
    begun.push(first.promise);
    const ask = async () => {
      for (let accepted = 0; ; accepted++) {
        const sentAt = performance.now();
        const answer = await fetch(new URL(asked, api.url), { headers: headers(value), redirect: 'manual' });
        await answer.body?.cancel();
        if (answer.status !== 200) {
          if (accepted === 0) throw new Error(`${asked} answers ${answer.status} from the start`);
          return;
        }
        if (sentAt > deadline) throw new Error(`${asked} still lets in what has ended`);
        lastAccepted = Math.max(lastAccepted, sentAt);
        first.resolve();
      }
    };
    const run = ask();
    run.catch(first.reject);
    return run;
  });
  await Promise.all(begun);
  await end(id);
  const endedAt = performance.now();
  await Promise.all(asking);
  return Math.max(0, lastAccepted - endedAt);
}
