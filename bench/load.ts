/**
 * The load of the HTTP benchmarks: keep-alive connections, each one request at a time, on raw sockets in a process of
 * its own, so that the client costs as little as it can.
 */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';

/** One request, over and over. `{n}` in a header's value is the number of the request, from 1. */
export type LoadRequest = {
  path: string;
  headers: Record<string, string>;
  body: object;
  /** The only status that is an answer. */
  expected: number;
  /** Ends after so many requests, if that is before the time. */
  most?: number;
};

export type LoadResult = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  clientCpuSeconds: number;
  statuses: Record<string, number>;
};

/** @throws Error when anything but the expected status was answered */
export async function load(
  url: string,
  request: LoadRequest,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  const options = [hostname, port, String(connections), String(seconds), JSON.stringify(request)];
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, ...options]);
  const result = JSON.parse(stdout) as LoadResult;
  if (Object.keys(result.statuses).join() !== String(request.expected))
    throw new Error(`answers: ${JSON.stringify(result.statuses)}`);
  return result;
}

async function main([
  host = '',
  port = '',
  connections,
  seconds,
  request = '',
]: string[]): Promise<LoadResult> {
  const {
    path,
    headers,
    body,
    expected,
    most = Number.MAX_SAFE_INTEGER,
  } = JSON.parse(request) as LoadRequest;
  const content = JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(content)}`,
  ];
  const parts = `${lines.join('\r\n')}\r\n\r\n${content}`.split('{n}');
  let next = 1;
  const latenciesUs: number[] = [];
  const statuses: Record<string, number> = {};
  const started = process.hrtime.bigint();
  const deadline = started + BigInt(Number(seconds) * 1e9);

  async function run(): Promise<void> {
    const socket = connect(Number(port), host).setNoDelay();
    await new Promise((resolve) => socket.once('connect', resolve));
    await new Promise<void>((resolve, reject) => {
      let sent = 0n;
      let received = '';
      const send = () => {
        sent = process.hrtime.bigint();
        if (sent > deadline || next > most) {
          socket.end();
          return resolve();
        }
        socket.write(parts.join(String(next++)));
      };
      socket.on('data', (chunk) => {
        received += (chunk as Buffer).toString('latin1');
        const head = received.indexOf('\r\n\r\n');
        if (head === -1) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
        if (received.length < head + 4 + length) return;
        latenciesUs.push(Number((process.hrtime.bigint() - sent) / 1000n));
        const status = received.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        received = '';
        send();
      });
      socket.on('error', reject);
      send();
    });
  }

  await Promise.all(Array.from({ length: Number(connections) }, run));
  const elapsedSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  latenciesUs.sort((left, right) => left - right);
  const percentile = (share: number) =>
    (latenciesUs[Math.floor(latenciesUs.length * share)] as number) / 1000;
  const { user, system } = process.cpuUsage();
  return {
    statuses,
    perSecond: (statuses[expected] ?? 0) / elapsedSeconds,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    clientCpuSeconds: (user + system) / 1e6,
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await main(process.argv.slice(2))));
