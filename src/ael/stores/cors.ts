import type { StoreFinding } from '../contract.ts';
import type { Signer } from '../signer.ts';
import { askStore } from './ask-store.ts';

/** A folder that no legal entity has. */
export const PROBE_FOLDER = '00000000-0000-0000-0000-000000000000';

/**
 * Asks the store, as a browser would before it uses a link, whether pages of these origins may.
 * It asks the public endpoint, which this machine may be unable to reach: then that is what the finding says.
 */
export async function checkCors(
  signer: Signer,
  bucket: string,
  origins: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<StoreFinding[]> {
  const asked = origins.flatMap((origin) => (['PUT', 'GET'] as const).map((method) => ({ origin, method })));
  try {
    const refused = await Promise.all(
      asked.map(async ({ origin, method }) => {
        const key = `${PROBE_FOLDER}/cors`;
        const url = signer.presign({ method, bucket, key, expiresInSeconds: 60, now, access: 'PUBLIC' });
        const headers = {
          origin,
          'access-control-request-method': method,
          ...(method === 'PUT' ? { 'access-control-request-headers': 'content-type' } : {}),
        };
        const answer = await askStore('OPTIONS', url, { headers, signal });
        return permits(answer.status, answer.headers, origin, method) ? [] : [`${method} from ${origin}`];
      }),
    );
    return [finding(refused.flat(), origins)];
  } catch (error) {
    return [
      {
        name: 'CORS',
        state: 'warning',
        detail: `the public endpoint could not be asked: ${(error as Error).message}`,
        remedy: 'Expected where this machine is not let out; otherwise check the public endpoint.',
      },
    ];
  }
}

function permits(status: number, headers: Headers, origin: string, method: string): boolean {
  const allowedOrigin = headers.get('access-control-allow-origin');
  const allowedMethods = (headers.get('access-control-allow-methods') ?? '')
    .split(',')
    .map((name) => name.trim());
  return (
    status < 300 &&
    (allowedOrigin === origin || allowedOrigin === '*') &&
    // GET needs no permission; some stores leave it out.
    (method === 'GET' || allowedMethods.includes(method) || allowedMethods.includes('*'))
  );
}

function finding(refused: string[], origins: readonly string[]): StoreFinding {
  const name = 'CORS';
  if (refused.length === 0)
    return { name, state: 'ok', detail: `pages of ${origins.join(', ')} may use links` };
  return {
    name,
    state: 'warning',
    detail: `the store does not let pages use links: ${refused.join(', ')}`,
    remedy:
      'Give the bucket the CORS rule of the page docs/how-to/connect-… of this store, or set CONSOLE_ORIGIN to the origin of the console. Other programs than browsers do not need it.',
  };
}
