import { type Figure, median, pairedRatio } from '../figures.ts';
import { load } from '../load.ts';
import { type Server, startCheapServer } from '../servers.ts';
import { type AuthWorld, foreignIssuer } from './world.ts';

const CONNECTIONS = 64;
const WAYS = ['open', 'opaque', 'jwt'] as const;
type Way = (typeof WAYS)[number];
const GOALS = { opaque: 0.85, jwt: 0.6 } as const;
const NAMES = { opaque: 'with one of our tokens', jwt: 'with a JWT of another issuer (RS256)' } as const;

/** A cheap method with authorization against the same without: what a caller pays for being known. */
export async function measureChecks(
  world: AuthWorld,
  { seconds, rounds, print }: { seconds: number; rounds: number; print(line: string): void },
): Promise<Figure[]> {
  const { jwt, settings } = await foreignIssuer(world);
  const tokens: Record<Way, string> = { open: world.token, opaque: world.token, jwt };
  const open = await startCheapServer([world.url, world.clientId, 'open']);
  const guarded = await startCheapServer([world.url, world.clientId, JSON.stringify(settings)]);
  const servers: Record<Way, Server> = { open, opaque: guarded, jwt: guarded };
  const rates: Record<Way, number[]> = { open: [], opaque: [], jwt: [] };
  try {
    // Round 0 warms up, and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const way of WAYS) {
        const headers = { Authorization: `Bearer ${tokens[way]}` };
        const request = { path: '/api/licenses', headers, expected: 200 };
        const options = { connections: CONNECTIONS, seconds: round === 0 ? 1 : seconds };
        const { perSecond } = await load(servers[way].url.href, request, options);
        if (round > 0) rates[way].push(perSecond);
      }
      if (round > 0)
        print(
          `checks, round ${round}: ${WAYS.map((way) => `${way} ${rates[way].at(-1)?.toFixed(0)}/s`).join(', ')}`,
        );
    }
  } finally {
    await Promise.all([open.stop(), guarded.stop()]);
  }
  return (['opaque', 'jwt'] as const).map((way) => {
    const ratio = pairedRatio(rates[way], rates.open);
    const what = `get licences ${NAMES[way]}, ${CONNECTIONS} connections`;
    print(`${what}: ${median(rates[way]).toFixed(0)}/s, ratio ${ratio.toFixed(2)}   (goal ${GOALS[way]})`);
    return { what, peer: 'the same without authorization', ratio, goal: GOALS[way] };
  });
}
