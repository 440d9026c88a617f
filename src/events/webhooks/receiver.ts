import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { signatureFault } from './signature.ts';

/** What has arrived, and what became of it. */
export type Received = {
  id: string | undefined;
  /** Undefined when it is genuine. */
  fault: string | undefined;
  /** A genuine delivery of this id has been answered with success before. */
  isRepeated: boolean;
  /** The event as it was sent; undefined when it is no JSON, or not genuine. */
  event: unknown;
  status: number;
};

export type ReceiverOptions = {
  /** Asked at each delivery: undefined while nobody has said it. */
  secret(): string | undefined;
  /** Answer to what is genuine. */
  status: number;
  nowSeconds(): number;
  onReceived(received: Received): void;
};

/** Ours are smaller by far. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Ids that are remembered to tell a repeated event. */
const MAX_KNOWN_IDS = 10_000;
/** A sender counts ten seconds without an answer as a failure. */
const REQUEST_TIMEOUT_MS = 10_000;

/** A receiver of webhooks for trying them out: it verifies, tells, answers, and keeps nothing. */
export function createReceiver(options: ReceiverOptions): Server {
  const known = new Set<string>();
  const server = createServer((request, response) => {
    receive(request, response, options, known).catch((error: Error) => response.destroy(error));
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, status, nowSeconds, onReceived }: ReceiverOptions,
  known: Set<string>,
): Promise<void> {
  if (request.method !== 'POST') return answer(response, 405, { allow: 'POST' });
  const body = await readBody(request);
  if (body === undefined) return answer(response, 413, { connection: 'close' });
  const key = secret();
  const given = request.headers['webhook-id'];
  const id = typeof given === 'string' ? given : undefined;
  const tell = (received: Omit<Received, 'id'>, headers?: Record<string, string>) => {
    onReceived({ id, ...received });
    answer(response, received.status, headers);
  };
  // Refused with a status after which the sender comes again: it may well be genuine.
  if (key === undefined) {
    const fault = 'the secret is not known yet';
    return tell({ fault, isRepeated: false, event: undefined, status: 503 }, { 'retry-after': '5' });
  }
  const fault = signatureFault(key, { headers: request.headers, body }, nowSeconds());
  if (fault !== undefined) return tell({ fault, isRepeated: false, event: undefined, status: 401 });
  const isRepeated = known.has(id as string);
  if (status < 300) remember(known, id as string);
  tell({ fault, isRepeated, event: parse(body), status });
}

function remember(known: Set<string>, id: string): void {
  known.add(id);
  const [oldest] = known;
  if (known.size > MAX_KNOWN_IDS) known.delete(oldest as string);
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-length': 0, ...headers }).end();
}

/** @returns undefined when there is more than is read */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
