import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { type ListeningStore, listenEmbeddedStore } from '../listen.ts';
import { hmac, sha256Hex } from '../signature/signing-key.ts';
import type { EmbeddedStoreOptions } from '../store.ts';

export const BUCKET = 'ambulatory_contracts';
export const OTHER_BUCKET = 'ambulatory_contracts-preprod';
export const REGION = 'eu-central-1';
export const CREDENTIAL = { accessKeyId: 'AKTESTSTORE', secretAccessKey: 'secret-of-the-tests-0123456789' };
export const ORIGIN = 'https://console.example';

export type LogLine = { level: string; message: string } & Record<string, unknown>;
export type TestStore = ListeningStore & {
  dir: string;
  url: string;
  client: S3Client;
  clock: { now(): Date; offsetMs: number };
  lines: LogLine[];
  /** Stops it and starts another one over the same folder. */
  restart(): Promise<TestStore>;
};

/** A folder that is removed when the test ends. */
export function temporaryFolder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'esoz-embedded-store-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** An embedded store on a free port of 127.0.0.1, with an SDK client; closed when the test ends. */
export async function startStore(
  t: TestContext,
  overrides: Partial<EmbeddedStoreOptions> & { maxConnections?: number } = {},
): Promise<TestStore> {
  const dir = overrides.dir ?? temporaryFolder(t);
  const clock = { offsetMs: 0, now: () => new Date(Date.now() + clock.offsetMs) };
  const lines: LogLine[] = [];
  const log = Object.fromEntries(
    ['info', 'warn', 'error'].map((level) => [
      level,
      (fields: Record<string, unknown>, message: string) => void lines.push({ level, message, ...fields }),
    ]),
  ) as unknown as EmbeddedStoreOptions['log'];
  const listening = await listenEmbeddedStore({
    dir,
    buckets: [BUCKET, OTHER_BUCKET],
    credentials: [CREDENTIAL],
    region: REGION,
    clock,
    corsOrigins: [ORIGIN],
    log,
    host: '127.0.0.1',
    port: 0,
    ...overrides,
  });
  const url = `http://127.0.0.1:${listening.port}`;
  const client = s3Client(url);
  const close = async (graceMs?: number): Promise<void> => {
    client.destroy();
    await listening.close(graceMs);
  };
  t.after(() => close(0));
  const restart = async (): Promise<TestStore> => {
    await close();
    return await startStore(t, { ...overrides, dir });
  };
  return { ...listening, close, restart, dir, url, client, clock, lines };
}

/** A store in a process of its own, to be killed or traced. */
export async function startChild(
  t: TestContext,
  dir: string,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(new URL('./server.ts', import.meta.url), [dir]);
  t.after(() => child.kill('SIGKILL'));
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

export function s3Client(url: string, options: S3ClientConfig = {}): S3Client {
  return new S3Client({
    ...options,
    endpoint: url,
    region: REGION,
    credentials: CREDENTIAL,
    forcePathStyle: true,
    maxAttempts: 1,
  });
}

export type RawRequest = {
  method: string;
  /** Path and query as they go on the wire. */
  path: string;
  headers?: Readonly<Record<string, string | string[]>>;
  body?: Buffer | string;
};
export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };

/** One request with node:http, which leaves path and headers alone. */
export async function send(
  port: number,
  { method, path, headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  return await new Promise((resolve, reject) => {
    const req = request({ host: '127.0.0.1', port, method, path, headers: { ...headers }, agent: false });
    req.on('error', reject);
    req.on('response', async (res) => {
      const pieces: Buffer[] = [];
      try {
        for await (const piece of res) pieces.push(piece as Buffer);
      } catch (error) {
        reject(error);
      }
      const all = Buffer.concat(pieces);
      resolve({ status: res.statusCode ?? 0, headers: res.headers, body: all, text: all.toString() });
    });
    req.end(body);
  });
}

export function errorCode(answer: RawAnswer): string | undefined {
  return /<Code>(.*?)<\/Code>/.exec(answer.text)?.[1];
}

export type Signing = {
  port: number;
  method: string;
  /** Encoded path and encoded, unsorted query pairs as they go on the wire. */
  path: string;
  query?: readonly (readonly [string, string])[];
  headers?: Readonly<Record<string, string>>;
  payloadHash?: string;
  date?: Date;
  secret?: string;
  region?: string;
};

/** `YYYYMMDDTHHMMSSZ` */
export function timestampOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Signs by header. Made for requests that no SDK would send; the SDK tests show that both agree. */
export function signByHeader(signing: Signing): RawRequest & { key: Buffer; scope: string; seed: string } {
  const { port, method, path, query = [], date = new Date(), region = REGION } = signing;
  const payloadHash = signing.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const timestamp = timestampOf(date);
  const headers: Record<string, string> = {
    host: `127.0.0.1:${port}`,
    'x-amz-date': timestamp,
    'x-amz-content-sha256': payloadHash,
    ...signing.headers,
  };
  const names = Object.keys(headers).sort();
  const pairs = [...query].sort().map(([name, value]) => `${name}=${value}`);
  const canonical = [
    method,
    path,
    pairs.join('&'),
    names.map((name) => `${name}:${headers[name]!.replace(/ +/g, ' ')}\n`).join(''),
    names.join(';'),
    payloadHash,
  ].join('\n');
  const day = timestamp.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = signingKey(day, region, signing.secret);
  const seed = hmac(key, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${seed}`;
  const sent = query.length === 0 ? path : `${path}?${query.map(([n, v]) => `${n}=${v}`).join('&')}`;
  return { method, path: sent, headers, key, scope, seed };
}

/** Signs a link; returns path and query. `extra` pairs are encoded already. */
export function signLink(
  signing: Signing & { expires?: string; signedHeaders?: string; parameters?: Record<string, string> },
): string {
  const { port, method, path, query = [], date = new Date(), region = REGION, expires = '600' } = signing;
  const headers: Record<string, string> = { host: `127.0.0.1:${port}`, ...signing.headers };
  const names = signing.signedHeaders ?? Object.keys(headers).sort().join(';');
  const timestamp = timestampOf(date);
  const day = timestamp.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const parameters = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': encodeURIComponent(`${CREDENTIAL.accessKeyId}/${scope}`),
    'X-Amz-Date': timestamp,
    'X-Amz-Expires': expires,
    'X-Amz-SignedHeaders': encodeURIComponent(names),
    ...signing.parameters,
  };
  const pairs = [...query, ...Object.entries(parameters)].sort().map(([name, value]) => `${name}=${value}`);
  const canonicalHeaders = names.split(';').map((name) => `${name}:${headers[name] ?? ''}\n`);
  const payloadHash = signing.payloadHash ?? 'UNSIGNED-PAYLOAD';
  const canonical = [method, path, pairs.join('&'), canonicalHeaders.join(''), names, payloadHash].join('\n');
  const text = `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`;
  const signature = hmac(signingKey(day, region, signing.secret), text).toString('hex');
  return `${path}?${pairs.join('&')}&X-Amz-Signature=${signature}`;
}

function signingKey(day: string, region: string, secret = CREDENTIAL.secretAccessKey): Buffer {
  return hmac(hmac(hmac(hmac(Buffer.from(`AWS4${secret}`), day), region), 's3'), 'aws4_request');
}

/** Any text of Unicode characters; half of it plain, since fast-check's own such arbitrary takes seconds to build. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const character = fc
    .oneof(fc.integer({ max: 0x7f, min: 0 }), fc.integer({ max: 0x10ffff, min: 0 }))
    .filter((code) => code < 0xd800 || code > 0xdfff);
  return fc.array(character, { maxLength }).map((codes) => String.fromCodePoint(...codes));
}

/** A bare socket: what has come back so far, and whether it is closed. */
export type Talk = { socket: Socket; received(): string; closed(): boolean };

/** Sends the head of a request by a link, and nothing of its body. @param headers whole lines */
export function beginByLink(
  t: TestContext,
  store: TestStore,
  method: string,
  path: string,
  headers: string,
): Talk {
  const link = signLink({ port: store.port, method, path });
  const socket = connect(store.port, '127.0.0.1');
  t.after(() => socket.destroy());
  let received = '';
  let closed = false;
  socket.on('data', (piece) => {
    received += piece.toString('latin1');
  });
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => {});
  socket.write(`${method} ${link} HTTP/1.1\r\nHost: 127.0.0.1:${store.port}\r\n${headers}\r\n`);
  return { socket, received: () => received, closed: () => closed };
}
