import { randomUUID } from 'node:crypto';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { officer } from '../fixtures/officer.ts';

type Method = { request: () => Promise<ApiAnswer>; statements: number };

/** A successful request to each method for users, and how often it asks the database. @param url of a path */
export function userMethods(url: (path: string) => string): {
  prepare(): Promise<void>;
  methods: Record<string, Method>;
} {
  let id = '';
  const send = (method: string, path: string, body?: object) =>
    call(url(`/api/admin/${path}`), { ...officer, method, ...(body === undefined ? {} : { body }) });
  const create = () => send('POST', 'users', { email: `${randomUUID()}@example.org`, roles: [] });
  async function prepare(): Promise<void> {
    const answer = await create();
    assertStatus(answer, 201);
    id = answer.body.data.id;
  }

  const methods: Record<string, Method> = {};
  const add = (name: string, statements: number, body?: object) => {
    const [method, path] = name.split(' /api/admin/') as [string, string];
    methods[name] = { request: () => send(method, path.replace(':id', id), body), statements };
  };
  add('GET /api/admin/users', 2);
  add('GET /api/admin/roles', 2);
  add('GET /api/admin/users/:id', 2);
  // In a transaction each: its beginning and end, the user before and after.
  methods['POST /api/admin/users'] = { request: create, statements: 9 };
  add('PATCH /api/admin/users/:id', 7, { email: `${randomUUID()}@example.org` });
  add('PUT /api/admin/users/:id/roles', 9, { roles: [{ name: 'NHS_CONTRACTS', legal_entity_id: null }] });
  add('PATCH /api/admin/users/:id/actions/block', 8, { reason: 'вимір' });
  add('PATCH /api/admin/users/:id/actions/unblock', 6, { reason: 'вимір' });
  add('POST /api/admin/users/:id/password_links', 3, { purpose: 'reset' });
  return { prepare, methods };
}
