import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bucket } from '../disk/bucket.ts';
import type { RunningUploads } from '../disk/running-uploads.ts';
import type { SigningKeys } from '../signature/signing-key.ts';
import { verifySignature } from '../signature/verify-signature.ts';
import { ANSWER_HEADERS } from '../wire/answer-headers.ts';
import type { CorsRules } from '../wire/cors.ts';
import { readRequestFields, refuseUnknownAmzFields } from '../wire/request-fields.ts';
import { parseRequestTarget, type RequestTarget } from '../wire/request-target.ts';
import { type S3Error, s3Error, toS3Error } from '../wire/s3-error.ts';
import type { StoreLog } from '../wire/store-log.ts';
import { textElement } from '../wire/xml.ts';
import type { Exchange } from './exchange.ts';
import { runOperation } from './routes.ts';

export type HandlerSettings = {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly keys: SigningKeys;
  readonly cors: CorsRules;
  readonly clock: { now(): Date };
  readonly log: StoreLog;
  readonly maxObjectBytes: number;
  readonly uploads: RunningUploads;
  readonly idleTimeoutMs: number;
  /** What a transfer has in any case, and how many bytes must have moved for each second beyond. */
  readonly transferTime: { readonly baseMs: number; readonly bytesPerSecond: number };
};

// After a refusal the client may still be sending. This much is read so that it gets to see the answer.
const MAX_DISCARDED_BYTES = 4 * 1024 * 1024;
const MAX_DISCARD_MS = 5000;
const SHORTEST_LOOK_MS = 100;
/** What is not built, and what is too much at the moment: a caller could raise alarms with them at will. */
const NO_FAULT = [501, 503];

/**
 * One request from its first byte to the log line: headers of every answer, CORS, signature, operation, error. The
 * promise never rejects. `onBody` is called once the body is wanted (for `100 Continue`).
 */
export async function handleRequest(
  settings: HandlerSettings,
  req: IncomingMessage,
  res: ServerResponse,
  onBody: (() => void) | undefined,
): Promise<void> {
  const started = performance.now();
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const now = settings.clock.now();
  const method = req.method ?? '';
  let target: RequestTarget | undefined;
  let failure: S3Error | undefined;
  let awaitsContinue = onBody !== undefined;
  const connection = watchConnection(res, settings, () => {
    // A second time: the answer itself does not get through.
    if (failure !== undefined || res.headersSent) return void req.destroy();
    failure = s3Error('RequestTimeout');
    // Node forgets a request once it is answered, and would leave its reader waiting for ever.
    res.once('finish', () => req.destroy());
    sendError(req, res, failure, requestId, true);
  });
  try {
    setCommonHeaders(res, requestId, now);
    const fields = readRequestFields(req.rawHeaders);
    res.setHeaders(new Map(Object.entries(settings.cors.actual(fields.get('origin')))));
    if (method === 'OPTIONS') {
      sendPreflight(settings.cors, req, res);
    } else {
      target = parseRequestTarget(req.url ?? '');
      const verified = verifySignature(method, target, fields, settings.keys, now);
      refuseUnknownAmzFields(verified.fields);
      if (method !== 'PUT' && method !== 'POST' && hasBody(req)) throw s3Error('InvalidRequest');
      const exchange: Exchange = {
        req,
        res,
        target,
        fields: verified.fields,
        payload: verified.payload,
        now,
        region: settings.keys.region,
        maxObjectBytes: settings.maxObjectBytes,
        buckets: settings.buckets,
        onBody: () => {
          awaitsContinue = false;
          onBody?.();
        },
        uploads: settings.uploads,
        limitTransfer: connection.limitTransfer,
        withoutIdleLimit: connection.withoutIdleLimit,
      };
      await runOperation(method, exchange);
    }
  } catch (error) {
    // Silence was answered already; what it broke off fails as a consequence.
    if (failure === undefined) {
      failure = toS3Error(error);
      if (!connection.isGone()) sendError(req, res, failure, requestId, awaitsContinue);
    }
  } finally {
    const fields = {
      requestId,
      method,
      bucket: logged(target?.bucket),
      key: logged(target?.key),
      status: res.headersSent ? res.statusCode : 0,
      ...(failure !== undefined && { code: connection.isGone() ? 'ConnectionClosed' : failure.code }),
      ms: Math.round(performance.now() - started),
    };
    const serverFault =
      failure !== undefined &&
      failure.status >= 500 &&
      !NO_FAULT.includes(failure.status) &&
      !connection.isGone();
    if (serverFault)
      settings.log.error({ ...fields, cause: describe(failure?.cause) }, 'object store request');
    else settings.log.info(fields, 'object store request');
    discardRest(req);
  }
}

/**
 * Watches for silence, for a transfer that trickles, and for the client's going away; none is a fault of the store. A link
 * is judged once, when a request begins: without a limit a byte a minute would outlive it for years.
 */
function watchConnection(
  res: ServerResponse,
  { idleTimeoutMs, transferTime }: Pick<HandlerSettings, 'idleTimeoutMs' | 'transferTime'>,
  onSilence: () => void,
) {
  let gone = false;
  let working = false;
  let slowest: NodeJS.Timeout | undefined;
  res.on('close', () => {
    gone = !res.writableFinished;
    clearTimeout(slowest);
  });
  res.setTimeout(idleTimeoutMs, () => {
    if (!working) onSilence();
  });
  return {
    isGone: () => gone,
    limitTransfer(): void {
      const started = performance.now();
      const moved = () => (res.socket?.bytesRead ?? 0) + (res.socket?.bytesWritten ?? 0);
      const before = moved();
      const look = (): void => {
        const boughtMs = ((moved() - before) / transferTime.bytesPerSecond) * 1000;
        const leftMs = started + transferTime.baseMs + boughtMs - performance.now();
        if (leftMs > 0) slowest = setTimeout(look, Math.max(leftMs, SHORTEST_LOOK_MS)).unref();
        else if (!working) onSilence();
      };
      look();
    },
    async withoutIdleLimit<T>(work: () => Promise<T>): Promise<T> {
      working = true;
      try {
        return await work();
      } finally {
        working = false;
      }
    },
  };
}

/** Nobody keeps an answer; an uploaded page must neither be sniffed into existence nor run scripts on this origin. */
function setCommonHeaders(res: ServerResponse, requestId: string, now: Date): void {
  res.setHeader('x-amz-request-id', requestId);
  // The store's clock, so that SDKs can correct theirs by it.
  res.setHeader('date', now.toUTCString());
  res.setHeaders(new Map(Object.entries(ANSWER_HEADERS)));
  res.setHeader('content-security-policy', "sandbox; default-src 'none'");
}

function sendPreflight(cors: CorsRules, req: IncomingMessage, res: ServerResponse): void {
  const {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': headers,
  } = req.headers;
  res.writeHead(204, cors.preflight(origin, method, headers));
  res.end();
}

function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

function sendError(
  req: IncomingMessage,
  res: ServerResponse,
  error: S3Error,
  requestId: string,
  close: boolean,
): void {
  if (res.headersSent) {
    // The status is out; all that is left is to let the client see a broken transfer.
    res.destroy();
    return;
  }
  const details = [textElement('Code', error.code), textElement('Message', error.message)];
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${details.join('')}${textElement('RequestId', requestId)}</Error>`,
  );
  // A client that was not told to go on may send its body or not: the connection cannot be used again.
  if (close) res.setHeader('connection', 'close');
  res.writeHead(error.status, {
    ...error.headers,
    'content-type': 'application/xml',
    'content-length': body.length,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Of a name that anybody may have sent, so much stands in the log as tells which file was meant. */
const MAX_LOGGED_CHARACTERS = 256;
/** What a terminal obeys, or does not show. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** As JSON writes it. */
function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** A client that encodes the `?` of its link asks for a key with a good signature in it. */
function logged(name: string | undefined): string | undefined {
  const unsigned = name?.replace(/x-amz-signature.*/is, '…');
  const short =
    unsigned && unsigned.length > MAX_LOGGED_CHARACTERS
      ? `${unsigned.slice(0, MAX_LOGGED_CHARACTERS)}… (${unsigned.length} characters)`
      : unsigned;
  return short?.replace(INVISIBLE, escaped);
}

function describe(cause: unknown): string | undefined {
  return cause instanceof Error ? (cause.stack ?? cause.message) : undefined;
}

/** Reads a refused body to its end within bounds, else closes; node alone would read on for ever. */
function discardRest(req: IncomingMessage): void {
  if (req.complete || req.destroyed) return;
  let bytes = 0;
  const timer = setTimeout(() => req.destroy(), MAX_DISCARD_MS);
  req.on('error', () => {});
  req.on('close', () => clearTimeout(timer));
  req.on('end', () => clearTimeout(timer));
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) req.destroy();
  });
  req.resume();
}
