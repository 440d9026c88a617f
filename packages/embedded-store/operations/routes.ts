import { isSignatureParameter } from '../signature/signature-claim.ts';
import type { RequestTarget } from '../wire/request-target.ts';
import { s3Error } from '../wire/s3-error.ts';
import {
  createBucket,
  deleteObjects,
  getLocation,
  headBucket,
  listBuckets,
  refuseBucketChange,
} from './bucket-operations.ts';
import type { BucketExchange, Exchange } from './exchange.ts';
import { listV1, listV2 } from './list-operations.ts';
import {
  beginUpload,
  dropUpload,
  finishUpload,
  listParts,
  listUploads,
  putPart,
} from './multipart-operations.ts';
import { OVERRIDES } from './object-headers.ts';
import { getObject, putObject, removeObject } from './object-operations.ts';
import { BUCKET_SUBRESOURCES, OBJECT_SUBRESOURCES, type Subresource } from './subresources.ts';

type Route = {
  readonly method: string;
  /** Parameters that make it this operation. */
  readonly requires: readonly string[];
  /** Further parameters it understands; any other makes the request NotImplemented instead of something else. */
  readonly allows: readonly string[];
  readonly run: (exchange: BucketExchange) => Promise<void>;
};

const LIST = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];
const LIST_V2 = [...LIST, 'continuation-token', 'start-after', 'fetch-owner'];

function route(method: string, requires: string[], allows: string[], run: Route['run']): Route {
  return { method, requires, allows, run };
}

function subresources(answers: readonly Subresource[]): Route[] {
  return answers.map(({ parameter, run }) => route('GET', [parameter], [], run));
}

const BUCKET_ROUTES: readonly Route[] = [
  route('GET', ['location'], [], getLocation),
  route('GET', ['uploads'], ['prefix', 'encoding-type', 'max-uploads'], listUploads),
  route('GET', ['list-type'], LIST_V2, listV2),
  ...subresources(BUCKET_SUBRESOURCES),
  route('GET', [], [...LIST, 'marker'], listV1),
  route('HEAD', [], [], headBucket),
  route('POST', ['delete'], [], deleteObjects),
  route('PUT', [], [], createBucket),
  route('DELETE', [], [], refuseBucketChange),
];

const OBJECT_ROUTES: readonly Route[] = [
  route('GET', ['uploadId'], ['max-parts', 'part-number-marker'], listParts),
  ...subresources(OBJECT_SUBRESOURCES),
  route('GET', [], Object.keys(OVERRIDES), getObject),
  route('HEAD', [], Object.keys(OVERRIDES), getObject),
  route('PUT', ['partNumber', 'uploadId'], [], putPart),
  route('PUT', [], [], putObject),
  route('POST', ['uploads'], [], beginUpload),
  route('POST', ['uploadId'], [], finishUpload),
  route('DELETE', ['uploadId'], [], dropUpload),
  route('DELETE', [], [], removeObject),
];

/**
 * Runs the operation that method and address name. Parameters are an allow-list: `PUT key?acl` must never be taken
 * for an upload of the object. Throws MethodNotAllowed, NotImplemented, NoSuchBucket and what operations throw.
 */
export async function runOperation(method: string, exchange: Exchange): Promise<void> {
  const { target } = exchange;
  if (target.bucket === '') {
    if (target.key !== '' || method !== 'GET') throw notAllowed(['GET']);
    if (operationParameters(target).length > 0) throw s3Error('NotImplemented');
    return await listBuckets(exchange);
  }
  const { run } = findRoute(target.key === '' ? BUCKET_ROUTES : OBJECT_ROUTES, method, target);
  const bucket = exchange.buckets.get(target.bucket);
  if (bucket !== undefined) return await run({ ...exchange, bucket });
  if (run === createBucket)
    throw s3Error('AccessDenied', 'Buckets are part of the configuration of the store.');
  throw s3Error('NoSuchBucket');
}

function findRoute(routes: readonly Route[], method: string, target: RequestTarget): Route {
  const sameMethod = routes.filter((candidate) => candidate.method === method);
  if (sameMethod.length === 0) throw notAllowed(routes.map((candidate) => candidate.method));
  const parameters = operationParameters(target);
  const found = sameMethod.find(({ requires }) => requires.every((name) => target.query.has(name)))!;
  const known = found === undefined ? [] : [...found.requires, ...found.allows];
  if (found === undefined || !parameters.every((name) => known.includes(name)))
    throw s3Error('NotImplemented');
  return found;
}

/** Parameters that are neither of the signature nor fields moved from the headers; SDKs add `x-id` for their logs. */
function operationParameters(target: RequestTarget): string[] {
  return [...target.query.keys()].filter(
    (name) => !isSignatureParameter(name) && !name.toLowerCase().startsWith('x-amz-') && name !== 'x-id',
  );
}

function notAllowed(methods: readonly string[]) {
  return s3Error('MethodNotAllowed', undefined, { allow: [...new Set(methods)].join(', ') });
}
