import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bucket } from '../disk/bucket.ts';
import type { RunningUploads } from '../disk/running-uploads.ts';
import { openPayload, type Payload } from '../signature/payload.ts';
import type { PayloadPromise } from '../signature/verify-signature.ts';
import type { RequestFields } from '../wire/request-fields.ts';
import type { RequestTarget } from '../wire/request-target.ts';
import { parseXml, type XmlElement, xmlDocument } from '../wire/xml.ts';

/** What every operation gets: a request whose signature is proved, and the way to answer it. */
export type Exchange = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly target: RequestTarget;
  readonly fields: RequestFields;
  readonly payload: PayloadPromise;
  readonly now: Date;
  readonly region: string;
  readonly maxObjectBytes: number;
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** Called before the first byte of the body is read. */
  readonly onBody: () => void;
  /** Those of the whole store. */
  readonly uploads: RunningUploads;
  /** From here on a body moves, either way, and the connection ends when it does so slower than any sound line would. */
  readonly limitTransfer: () => void;
  /** While work of the store's own runs, a silent connection is nobody's fault. */
  readonly withoutIdleLimit: <T>(work: () => Promise<T>) => Promise<T>;
};

/** The same for what happens in one bucket. */
export type BucketExchange = Exchange & { readonly bucket: Bucket };

/** The body as content of an object or part. */
export function objectPayload(exchange: Exchange): Payload {
  return bodyOf(exchange, exchange.maxObjectBytes, true);
}

// 10 000 parts with a checksum each, or 1000 keys of the longest kind with every byte escaped.
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** The body as an XML document. `checksumHeaders`: whether `x-amz-checksum-*` speak of it. */
export async function readDocument(exchange: Exchange, checksumHeaders: boolean): Promise<XmlElement> {
  const { chunks } = bodyOf(exchange, MAX_DOCUMENT_BYTES, checksumHeaders);
  return parseXml(Buffer.concat(await Array.fromAsync(chunks)));
}

function bodyOf(exchange: Exchange, maxBytes: number, checksumHeaders: boolean): Payload {
  const { req, fields, payload, onBody } = exchange;
  exchange.limitTransfer();
  return openPayload(req, fields, payload, { maxBytes, checksumHeaders, onStart: onBody });
}

export function sendXml(
  exchange: Exchange,
  status: number,
  name: string,
  children: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(xmlDocument(name, ...children));
  exchange.res.writeHead(status, {
    ...headers,
    'content-type': 'application/xml',
    'content-length': body.length,
  });
  exchange.res.end(body);
}

export function sendEmpty(
  exchange: Exchange,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  exchange.res.writeHead(
    status,
    status === 204 || status === 304 ? headers : { ...headers, 'content-length': 0 },
  );
  exchange.res.end();
}
