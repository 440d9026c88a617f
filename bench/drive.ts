import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type LoadResult = {
  /** All answers, whatever their status. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  clientCpuSeconds: number;
  statuses: Record<string, number>;
};

export type Drive = {
  host: string;
  port: number;
  connections: number;
  seconds: number;
  /** Whole HTTP requests as text. When it ends, the run does. */
  requests: Iterator<string>;
  /** What each caller waits after an answer before it asks again; absent: nothing. */
  pauseMs?: number;
};

/**
 * The load of the HTTP benchmarks: keep-alive connections, each one request at a time, on raw sockets, so that the
 * client costs as little as it can. Latencies run from the write of a request to the end of its answer.
 */
export async function drive({
  host,
  port,
  connections,
  seconds,
  requests,
  pauseMs = 0,
}: Drive): Promise<LoadResult> {
  const latenciesUs: number[] = [];
  const statuses: Record<string, number> = {};
  const started = process.hrtime.bigint();
  const deadline = started + BigInt(Math.round(seconds * 1e9));
  let ranOut = false;

  async function run(): Promise<void> {
    const socket = connect(port, host).setNoDelay();
    await new Promise((resolve) => socket.once('connect', resolve));
    await new Promise<void>((resolve, reject) => {
      let sent = 0n;
      let received = '';
      const next = () => {
        sent = process.hrtime.bigint();
        const request = sent > deadline || ranOut ? undefined : requests.next();
        if (request?.done) ranOut = true;
        if (request === undefined || request.done) {
          socket.end();
          return resolve();
        }
        socket.write(request.value);
      };
      socket.on('data', (chunk) => {
        received += (chunk as Buffer).toString('latin1');
        const headers = received.indexOf('\r\n\r\n');
        if (headers === -1) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
        if (received.length < headers + 4 + length) return;
        latenciesUs.push(Number((process.hrtime.bigint() - sent) / 1000n));
        const status = received.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        received = '';
        if (pauseMs === 0) next();
        else void delay(pauseMs).then(next);
      });
      socket.on('error', reject);
      // A server that goes away must not leave the run waiting for ever; after `resolve` this changes nothing.
      socket.on('close', () => reject(new Error('the server closed a connection')));
      next();
    });
  }

  await Promise.all(Array.from({ length: connections }, run));
  const elapsedSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  latenciesUs.sort((left, right) => left - right);
  const percentile = (share: number) =>
    (latenciesUs[Math.floor(latenciesUs.length * share)] as number) / 1000;
  const { user, system } = process.cpuUsage();
  return {
    statuses,
    perSecond: latenciesUs.length / elapsedSeconds,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    clientCpuSeconds: (user + system) / 1e6,
  };
}
