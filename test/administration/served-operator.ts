import { randomBytes, randomUUID } from 'node:crypto';
import { type ApiAnswer, type ApiRequest, call } from '../fixtures/client.ts';
import { mergeWorlds } from '../fixtures/registry.ts';
import { type ServedApp, useServedApp } from '../fixtures/served-app.ts';

const SCOPES = ['client', 'connection', 'api_key', 'token'].flatMap((what) => [
  `${what}:read`,
  `${what}:write`,
]);

/** The API with an operator who may do everything with clients and credentials, and somebody who may do nothing. */
export function useOperator(world: object = {}) {
  const [clientId, userId, otherUserId] = [randomUUID(), randomUUID(), randomUUID()];
  const [token, powerless, apiKey] = Array.from({ length: 3 }, () =>
    randomBytes(32).toString('base64url'),
  ) as [string, string, string];
  const lasting = { client_id: clientId, expires_in: 1e7 };
  const app: ServedApp = useServedApp(
    mergeWorlds(
      {
        clients: [{ id: clientId, name: 'НСЗУ', type: 'NHS', scopes: SCOPES }],
        users: [{ id: userId }, { id: otherUserId }],
        tokens: [
          { ...lasting, value: token, user_id: userId, scope: SCOPES.join(' ') },
          { ...lasting, value: powerless, user_id: otherUserId, scope: 'license:read' },
        ],
        api_keys: [{ value: apiKey, client_id: clientId }],
      },
      world,
    ),
  );
  const by = { token, headers: { 'api-key': apiKey } };
  const send = (method: string, path: string, body?: unknown, request: ApiRequest = {}): Promise<ApiAnswer> =>
    call(`${app.url}/api/admin/${path}`, {
      ...by,
      ...request,
      headers: { ...by.headers, ...request.headers },
      method,
      ...(body === undefined ? {} : { body }),
    });
  return {
    app,
    clientId,
    userId,
    token,
    powerless,
    apiKey,
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown, request?: ApiRequest) => send('POST', path, body, request),
    patch: (path: string, body?: unknown, request?: ApiRequest) => send('PATCH', path, body, request),
    /** What the audit log says of one thing, in order. */
    audited: (resource: string, id: string) =>
      app.database.query<{ action: string; changeset: Record<string, unknown> } & Record<string, unknown>>(
        'SELECT actor_id, client_id, request_id, action, changeset FROM audit_log WHERE resource = $1 AND resource_id = $2 ORDER BY id',
        [resource, id],
      ),
    /** Those of the secrets that can be read in the log or a table. */
    async foundAgain(secrets: readonly string[]): Promise<string[]> {
      const tables = ['audit_log', 'connections', 'api_keys', 'tokens', 'idempotency_keys'];
      const texts = await Promise.all(
        tables.map(async (table) => JSON.stringify(await app.database.query(`SELECT * FROM ${table}`))),
      );
      return secrets.filter((secret) => [app.log(), ...texts].some((text) => text.includes(secret)));
    },
  };
}

/** Each mistake of a body: its place and what it is. */
export const mistakesOf = ({ body }: ApiAnswer): string[] =>
  (body.error.invalid ?? []).map(
    ({ entry, rules }: { entry: string; rules: { rule: string }[] }) => `${entry} ${rules[0]?.rule}`,
  );
