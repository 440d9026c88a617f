/** One request over and over, in a process of its own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { drive, type LoadResult } from './drive.ts';

/** `{n}` in a header's value or in the body is the number of the request, from 1. */
export type LoadRequest = {
  path: string;
  headers: Record<string, string>;
  /** Of a POST; absent: a GET. */
  body?: object;
  /** The only status that is an answer. */
  expected: number;
  /** Ends after so many requests, if that is before the time. */
  most?: number;
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

function* requestsOf(
  host: string,
  { path, headers, body, most = Number.POSITIVE_INFINITY }: LoadRequest,
): Generator<string> {
  const content = body === undefined ? [] : JSON.stringify(body).split('{n}');
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
  ]
    .join('\r\n')
    .split('{n}');
  for (let number = 1; number <= most; number++) {
    const text = content.join(String(number));
    yield `${head.join(String(number))}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  }
}

if (import.meta.main) {
  const [host = '', port = '', connections, seconds, request = ''] = process.argv.slice(2);
  const driven = await drive({
    host,
    port: Number(port),
    connections: Number(connections),
    seconds: Number(seconds),
    requests: requestsOf(`${host}:${port}`, JSON.parse(request) as LoadRequest),
  });
  process.stdout.write(JSON.stringify(driven));
}
