import { randomUUID } from 'node:crypto';
import { createHashing } from '../../src/people/hashing.ts';
import { type LinkUse, usePasswordLink } from '../../src/people/password-links.ts';
import { type SignInOutcome, signIn } from '../../src/people/sign-in.ts';
import { createThrottle } from '../../src/people/throttle.ts';
import { clockFrom } from '../../src/platform/clock.ts';
import { writesInTurns } from '../../src/platform/database/pool.ts';
import { type ApiAnswer, type ApiRequest, assertStatus, call } from '../fixtures/client.ts';
import { type ServedApp, STARTS_AT, useServedApp } from '../fixtures/served-app.ts';

export const [CLINIC, PHARMACY, OPERATOR, OFFICER, NHS] = [
  randomUUID(),
  randomUUID(),
  randomUUID(),
  randomUUID(),
  randomUUID(),
];
export const OWNER = { name: 'OWNER', legal_entity_id: CLINIC };
export const PASSWORD = 'a password of somebody';

const WORLD = {
  legal_entities: [CLINIC, PHARMACY].map((id, at) => ({
    id,
    name: `Заклад ${at}`,
    edrpou: `1234567${at}`,
    type: 'OUTPATIENT',
    status: 'ACTIVE',
  })),
  clients: [{ id: NHS, name: 'НСЗУ', type: 'NHS', scopes: ['user:read', 'user:write'] }],
  users: [
    { id: OPERATOR, email: 'operator@example.org', password: 'operator’s own', roles: ['OPERATOR'] },
    { id: OFFICER, email: 'officer@example.org', password: 'officer’s own', roles: ['NHS_CONTRACTS'] },
  ],
  tokens: [
    { value: 'operator', client_id: NHS, user_id: OPERATOR, scope: 'user:read user:write' },
    { value: 'reader', client_id: NHS, user_id: OFFICER, scope: 'user:read' },
  ],
  api_keys: [{ value: 'key', client_id: NHS }],
};

type Entered = {
  id: string;
  email: string;
  password_link: { purpose: string; url: string; expires_at: string };
};

/** The API in the test's own process, and an operator who asks it; people sign in by the functions that the pages call. */
export type Users = {
  app: ServedApp;
  ask(path: string, request?: ApiRequest): Promise<ApiAnswer>;
  send(method: string, path: string, body: unknown): Promise<ApiAnswer>;
  /** Creates a user; an owner of CLINIC unless said otherwise. */
  enter(body?: { email?: string; roles?: object[] }): Promise<Entered & Record<string, unknown>>;
  /** The audit rows of one thing, the oldest first. */
  audit(id: string): Promise<AuditRow[]>;
  /** Sets PASSWORD. */
  accept(link: { url: string }): Promise<LinkUse>;
  signIn(email: string): Promise<SignInOutcome>;
  clock: ReturnType<typeof clockFrom>;
};
type AuditRow = { actor_id: string; client_id: string; resource: string; action: string; changeset: unknown };

let people = 0;
export const freshEmail = () => `person.${++people}@example.org`;

export function useUsers(): Users {
  const app = useServedApp(WORLD);
  const clock = clockFrom(() => STARTS_AT, 'Europe/Kyiv');
  const hashing = createHashing();
  const throttle = createThrottle();
  const pages = () => ({ db: app.pool, clock, writes: writesInTurns(app.pool), hashing, throttle });
  const ask: Users['ask'] = (path, request = {}) =>
    call(`${app.url}/api/admin/${path}`, {
      token: 'operator',
      ...request,
      headers: { 'api-key': 'key', ...request.headers },
    });
  return {
    app,
    ask,
    send: (method, path, body) => ask(path, { method, body }),
    async enter(body) {
      const answer = await ask('users', { body: { email: freshEmail(), roles: [OWNER], ...body } });
      assertStatus(answer, 201);
      return answer.body.data;
    },
    audit: (id) =>
      app.database.query<AuditRow>(
        'SELECT actor_id, client_id, resource, action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id',
        [id],
      ),
    accept({ url }) {
      const value = new URL(url).searchParams.get('link') as string;
      return usePasswordLink(pages(), { value, password: PASSWORD, requestId: 'test' });
    },
    signIn: (email) =>
      signIn(pages(), { email, password: PASSWORD, address: '192.0.2.1', userAgent: '', requestId: 'test' }),
    clock,
  };
}
