import type { FromSchema } from 'json-schema-to-ts';
import { exactObject } from '../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../platform/json/validator.ts';

/**
 * What AEL can be asked, and what it answers: SPEC 8. The server checks params with these schemas, the client results,
 * and the types of both are made from them, so that neither can drift from the other.
 */

const text = { type: 'string' } as const;
const optionalText = { type: ['string', 'null'] } as const;
const uuid = { type: 'string', pattern: UUID_PATTERN } as const;
const timestamp = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
} as const;
const action = { type: 'string', enum: ['PUT', 'GET', 'HEAD', 'DELETE'] } as const;

/** The longest page of `list_objects`. */
export const MAX_OBJECTS_PAGE = 1000;

const signedUrlParams = {
  type: 'object',
  additionalProperties: false,
  required: ['action', 'bucket', 'resource_id'],
  properties: {
    action,
    bucket: text,
    resource_id: uuid,
    /** As a caller sent it, raw or percent-encoded: it is decoded once, here. */
    resource_name: optionalText,
    /** Bound to the link where the store can. */
    content_type: optionalText,
    /** For whom the link is: decides its host. Default PUBLIC. */
    access_type: { type: ['string', 'null'], enum: ['PUBLIC', 'INTERNAL', null] },
  },
} as const;

const signedUrlResult = exactObject({
  action,
  bucket: text,
  expires_at: timestamp,
  inserted_at: timestamp,
  resource_id: uuid,
  resource_name: optionalText,
  secret_url: { type: 'string', pattern: '^https?://' },
});

const listObjectsParams = {
  type: 'object',
  additionalProperties: false,
  required: ['bucket', 'resource_id'],
  properties: {
    bucket: text,
    resource_id: uuid,
    /** `next_page_token` of the page before. */
    page_token: optionalText,
    page_size: { type: ['integer', 'null'], minimum: 1, maximum: MAX_OBJECTS_PAGE },
  },
} as const;

const objectItem = exactObject({
  /** Decoded, without the folder. */
  resource_name: text,
  size: { type: 'integer', minimum: 0 },
  last_modified: timestamp,
  /** Without quotes. */
  etag: text,
});

const listObjectsResult = exactObject({
  bucket: text,
  resource_id: uuid,
  objects: { type: 'array', maxItems: MAX_OBJECTS_PAGE, items: objectItem },
  /** null on the last page. */
  next_page_token: optionalText,
  /** Of all pages together; null where the store cannot count. */
  total_objects: { type: ['integer', 'null'], minimum: 0 },
});

const checkParams = exactObject({ bucket: text });

const findingItem = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'state', 'detail'],
  properties: {
    name: text,
    state: { type: 'string', enum: ['ok', 'warning', 'failed'] },
    detail: text,
    /** What to do about it. */
    remedy: text,
  },
} as const;

const checkResult = exactObject({
  bucket: text,
  /** No finding is `failed`. */
  usable: { type: 'boolean' },
  findings: { type: 'array', maxItems: 100, items: findingItem },
});

/** The methods by their names on the wire. */
export const AEL_METHODS = {
  signed_url: { params: signedUrlParams, result: signedUrlResult },
  list_objects: { params: listObjectsParams, result: listObjectsResult },
  check: { params: checkParams, result: checkResult },
} as const;

export type AelMethod = keyof typeof AEL_METHODS;
export type AelParams = {
  signed_url: FromSchema<typeof signedUrlParams>;
  list_objects: FromSchema<typeof listObjectsParams>;
  check: FromSchema<typeof checkParams>;
};
export type AelResults = {
  signed_url: FromSchema<typeof signedUrlResult>;
  list_objects: FromSchema<typeof listObjectsResult>;
  check: FromSchema<typeof checkResult>;
};

export type ListedObject = FromSchema<typeof objectItem>;
export type StoreFinding = FromSchema<typeof findingItem>;

/** The request on whose behalf AEL is asked: its id joins the logs of both processes. */
export type AelCall = { requestId?: string };

/**
 * The signing service: the same interface in process (`service.ts`) and over RPC (`rpc/client.ts`).
 * Every method rejects with AelError.
 */
export type Ael = {
  signedUrl(params: AelParams['signed_url'], call?: AelCall): Promise<AelResults['signed_url']>;
  listObjects(params: AelParams['list_objects'], call?: AelCall): Promise<AelResults['list_objects']>;
  check(params: AelParams['check'], call?: AelCall): Promise<AelResults['check']>;
};
