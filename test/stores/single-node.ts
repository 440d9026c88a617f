import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SingleNode = { ports: number[]; stop(): Promise<void> };

const START_DEADLINE_MS = 60_000;

/**
 * Runs a script that brings up a store in a directory of its own on free ports of loopback, prints a line once the
 * store answers, and ends with its standard input: no store outlives its tests, even when they are killed.
 *
 * @throws Error with the script's complaints where the store does not come up
 */
export async function startSingleNode(
  command: string,
  portCount: number,
  argumentsFor: (directory: string, ports: number[]) => string[],
): Promise<SingleNode> {
  const directory = await mkdtemp(join(tmpdir(), 'esoz-store-'));
  const ports = await freePorts(portCount);
  const script = spawn(command, argumentsFor(directory, ports), { stdio: ['pipe', 'pipe', 'pipe'] });
  const closed = new Promise((resolve) => script.once('close', resolve));
  const stop = async () => {
    script.stdin.end();
    await closed;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await becomesReady(script);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports, stop };
}

function becomesReady(script: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let complaints = '';
  const fail = (why: string) => reject(new Error(`the store ${why}\n${complaints}`));
  const deadline = setTimeout(() => fail('did not start in time'), START_DEADLINE_MS);
  script.stderr?.on('data', (text) => {
    complaints += text;
  });
  script.stdout?.once('data', () => resolve());
  script.once('error', (error) => fail(`cannot be started: ${error.message}`));
  script.once('close', (code) => fail(`ended while starting, with code ${code}`));
  return promise.finally(() => clearTimeout(deadline));
}

/** Ports that were free a moment ago: the daemons cannot choose theirs themselves. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(0)))),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
