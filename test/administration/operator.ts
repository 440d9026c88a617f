import { randomBytes, randomUUID } from 'node:crypto';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import type { Setting } from '../fixtures/setting.ts';

const secret = () => randomBytes(32).toString('base64url');
const [clientId, userId, strangerId, token, poorToken, apiKey] = [
  randomUUID(),
  randomUUID(),
  randomUUID(),
  secret(),
  secret(),
  secret(),
];

const SCOPES =
  'legal_entity:read legal_entity:write dictionary:write parameter:read parameter:write audit:read webhook:read webhook:write events:read license_history:read';

/** Who administers in the tests: the ids are those of audit rows. */
export const operator = { clientId, userId, token, apiKey };
/** A token that is good for nothing here, beside the same key. */
export const poor = { token: poorToken, apiKey };

export const OPERATOR_WORLD = {
  clients: [{ id: clientId, type: 'NHS' }],
  tokens: [
    { value: token, client_id: clientId, user_id: userId, scope: SCOPES, expires_in: 3600 },
    { value: poorToken, client_id: clientId, user_id: strangerId, scope: 'license:read', expires_in: 3600 },
  ],
  api_keys: [{ value: apiKey, client_id: clientId }],
};

/** Calls of the operator, below `/api/admin/`. */
export function administrationOf(setting: Setting) {
  const ask =
    (method: string) =>
    (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
      call(`${setting.product.apiUrl}/api/admin/${path}`, {
        method,
        token,
        body,
        headers: { 'api-key': apiKey, ...headers },
      });
  return {
    get: ask('GET'),
    post: ask('POST'),
    put: ask('PUT'),
    patch: ask('PATCH'),
    remove: ask('DELETE'),
    /** What the audit log has of a thing, in the order in which it happened. */
    audit: (resource: string, resourceId: string) =>
      setting.database.query<AuditRow>(
        `SELECT action, actor_id, client_id, request_id, changeset FROM audit_log
          WHERE resource = $1 AND resource_id = $2 ORDER BY id`,
        [resource, resourceId],
      ),
  };
}

export type AuditRow = {
  action: string;
  actor_id: string;
  client_id: string | null;
  request_id: string;
  changeset: { old: unknown; new: unknown; reason?: string };
};

/** The one entry of `invalid`: where, and which rule. */
export function placeOf({ body }: ApiAnswer): [entry: string, rule: string][] {
  return body.error.invalid.map(({ entry, rules }: { entry: string; rules: { rule: string }[] }) => [
    entry,
    rules[0]?.rule,
  ]);
}
