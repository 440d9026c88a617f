import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { onServer } from '../fixtures/database.ts';
import { debianProgram, type Identity, ordinaryIdentity } from '../fixtures/debian-programs.ts';
import { eventually } from '../fixtures/eventually.ts';
import { freePort } from '../fixtures/free-port.ts';

const run = promisify(execFile);
const LONGEST_START_MS = 20_000;
/** One PostgreSQL of a pair. */
export type Server = {
  url: string;
  port: number;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  start(): Promise<void>;
  /** SIGINT: fast shutdown. */
  stop(): Promise<void>;
  /** SIGKILL of all that it is. */
  kill(): Promise<void>;
};

/** A primary that confirms nothing before its standby has it, with an empty database `registry`; both run. */
export type ReplicatedServers = { primary: Server; standby: Server; close(): Promise<void> };

export async function startReplicatedServers(): Promise<ReplicatedServers> {
  const identity = ordinaryIdentity();
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-replication-'));
  if (identity) await chown(folder, identity.uid, identity.gid);
  const [first, second] = [path.join(folder, 'primary'), path.join(folder, 'standby')];
  // fsync guards against an end of the machine; here only processes end.
  await makeCluster(first, ['fsync = off', "wal_keep_size = '64MB'"], identity);
  await run('cp', ['-a', first, second], { ...identity }); // it has never run: as good as a base backup
  const primary = await createServerIn(first, identity);
  const standby = await createServerIn(second, identity);
  await run('touch', [path.join(second, 'standby.signal')], { ...identity });
  await appendFile(
    path.join(second, 'postgresql.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres application_name=standby'\n`,
  );
  await appendFile(path.join(first, 'postgresql.conf'), "synchronous_standby_names = 'standby'\n");
  await Promise.all([primary.start(), standby.start()]);
  const server = new URL(primary.url);
  server.pathname = '/postgres';
  await onServer(
    server.href,
    'CREATE DATABASE registry',
    'REVOKE TEMPORARY ON DATABASE registry FROM PUBLIC',
  );
  return {
    primary,
    standby,
    async close() {
      await Promise.all([primary.kill(), standby.kill()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** An empty cluster that trusts everybody; `settings` are lines of its postgresql.conf. */
export async function makeCluster(
  directory: string,
  settings: readonly string[],
  identity: Identity | undefined,
): Promise<void> {
  const setup = ['-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8', '--no-sync'];
  await run(debianProgram('initdb'), ['-D', directory, ...setup], { ...identity });
  const lines = [...settings, "unix_socket_directories = ''", "shared_buffers = '16MB'", ''];
  await appendFile(path.join(directory, 'postgresql.conf'), lines.join('\n'));
}

/** A cluster that exists, as a server to start and stop; its port stays the same. */
export async function createServerIn(directory: string, identity: Identity | undefined): Promise<Server> {
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/registry`;
  const query: Server['query'] = async (text, values) => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  let process_: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (process_ === undefined) return;
    const exited = once(process_, 'exit');
    if (process_.kill(signal)) await exited;
    process_ = undefined;
  };
  return {
    url,
    port,
    query,
    async start() {
      process_ = spawn(debianProgram('postgres'), ['-D', directory, '-p', String(port)], {
        ...identity,
        cwd: directory,
        stdio: 'ignore',
      });
      const anyDatabase = url.replace(/registry$/, 'postgres');
      const answers = () => onServer(anyDatabase, 'SELECT 1').then(() => true);
      await eventually('a server that answers', answers, LONGEST_START_MS);
    },
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}
