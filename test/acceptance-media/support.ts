import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { ESOZ } from '../fixtures/product.ts';
import type { Client } from '../stores/clients.ts';

/** A third party that handles contract files: its client, token and API key. */
export type Portal = {
  token: string;
  apiKey: string;
  clientId: string;
  userId: string;
  world: Record<string, object[]>;
};

/** @param scope what its token may do */
export function portal(scope = 'private_contracts:write private_contracts:read'): Portal {
  const [clientId, userId] = [randomUUID(), randomUUID()];
  const [token, apiKey] = [secret(), secret()];
  return {
    token,
    apiKey,
    clientId,
    userId,
    world: {
      clients: [{ id: clientId, name: 'Портал договорів', type: 'NHS' }],
      tokens: [{ value: token, client_id: clientId, user_id: userId, scope, expires_in: 3600 }],
      api_keys: [{ value: apiKey, client_id: clientId }],
    },
  };
}

export const secret = (): string => randomBytes(24).toString('base64url');

export const GENERATE_URL = '/api/admin/contracts/media_storage/generate_url';
export const FILES = '/api/admin/contracts/media_storage/files';

type Overrides = { headers?: Record<string, string> };

/** Asks for a link as the portal does. */
export function generateUrl(
  apiUrl: string,
  who: Portal,
  body: unknown,
  overrides: Overrides = {},
): Promise<ApiAnswer> {
  const headers = { 'api-key': who.apiKey, ...overrides.headers };
  return call(`${apiUrl}${GENERATE_URL}`, { token: who.token, headers, body });
}

/** A link, which must be given. */
export async function linkTo(
  apiUrl: string,
  who: Portal,
  action: 'PUT' | 'GET',
  resource_id: string,
  resource_name: string,
): Promise<string> {
  const answer = await generateUrl(apiUrl, who, { action, resource_id, resource_name });
  assertStatus(answer, 200);
  return answer.body.data.url;
}

/** Lists a folder as the portal does. */
export function listFiles(apiUrl: string, who: Portal, query: Record<string, string>): Promise<ApiAnswer> {
  const url = `${apiUrl}${FILES}?${new URLSearchParams(query)}`;
  return call(url, { token: who.token, headers: { 'api-key': who.apiKey } });
}

/** Bytes over a bare socket: the link's text is what is sent, and the answer's bytes are what came. */
export const rawSocket: Client = async (method, url, { headers = {}, body } = {}) => {
  const [, host = '', port = '', target = ''] = /^http:\/\/([^/:]+):(\d+)(.*)$/s.exec(url) ?? [];
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}:${port}`,
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`Content-Length: ${body.length}`]),
  ];
  const socket = connect({ host, port: Number(port) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk as Buffer));
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (body !== undefined) socket.write(body);
  await once(socket, 'close');
  const all = Buffer.concat(chunks);
  const end = all.indexOf('\r\n\r\n');
  return { status: Number(all.toString('latin1', 9, 12)), body: all.subarray(end + 4), headers: {} };
};

/** `esoz ael` in a process of its own. */
export type RunningAel = {
  url: string;
  token: string;
  storeUrl: string;
  adminUrl: string;
  process: ChildProcess;
  log(): string;
  stop(): Promise<number | null>;
  kill(): Promise<void>;
};

/** Starts `esoz ael` and waits until it is ready. Its files lie in `DATA_DIR`, else in a directory that it takes along. */
export async function startAel(env: Record<string, string> = {}): Promise<RunningAel> {
  const directory = await mkdtemp(path.join(tmpdir(), 'esoz-ael-'));
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [ESOZ, 'ael', '--json'], {
    env: { PATH, HOME, AEL_PORT: '0', AEL_ADMIN_PORT: '0', STORE_PORT: '0', DATA_DIR: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const exited = once(child, 'exit').then(async ([code]) => {
    await rm(directory, { recursive: true, force: true });
    return code as number | null;
  });
  const printed = once(child.stdout, 'data').then(([line]) => JSON.parse(String(line)));
  const ready = await Promise.race([
    printed,
    exited.then((code) => Promise.reject(new Error(`esoz ael ended with ${code}:\n${log}`))),
  ]);
  return {
    url: ready.ael_url,
    token: env.AEL_TOKEN ?? ready.ael_token,
    storeUrl: ready.store_url,
    adminUrl: ready.admin_url,
    process: child,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
