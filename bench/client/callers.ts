import { createClient, getLicense } from '#client';

/** One way of asking for the licence, and for its id in the answer. */
export type Caller = { name: string; call(): Promise<string> };

const HEADERS = { accept: 'application/json', authorization: 'Bearer token', 'api-key': 'key' };
export const PATH = '/api/licenses/5f0c4b1e-0c1d-4f7a-9a55-1f6d3c0b7a10';

export function ourCaller(baseUrl: string): Caller {
  const client = createClient({ baseUrl, token: 'token', apiKey: 'key' });
  const request = { path: { id: PATH.split('/').at(-1) as string } };
  return {
    name: 'esoz-client',
    async call() {
      const result = await getLicense(client, request);
      return result.ok ? result.data.id : result.error.message;
    },
  };
}

/** What anybody writes: no time, no limit, no retry, nothing looked at. */
export function bareCaller(baseUrl: string): Caller {
  return {
    name: 'bare fetch',
    async call() {
      const response = await fetch(baseUrl + PATH, { headers: HEADERS });
      const { data } = (await response.json()) as { data: { id: string } };
      return data.id;
    },
  };
}

/** @returns undefined where the tools are not installed */
export async function openapiFetchCaller(baseUrl: string): Promise<Caller | undefined> {
  const file = new URL('../../scripts/tools/node_modules/openapi-fetch/dist/index.mjs', import.meta.url);
  const loaded = await import(file.href).catch(() => undefined);
  if (loaded === undefined) return undefined;
  const client = loaded.default({ baseUrl, headers: HEADERS });
  const params = { path: { id: PATH.split('/').at(-1) } };
  return {
    name: 'openapi-fetch',
    async call() {
      const { data } = await client.GET('/api/licenses/{id}', { params });
      return data.data.id;
    },
  };
}
