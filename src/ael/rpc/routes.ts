import { defineRoute, UNPARSED_JSON } from '../../api/route.ts';
import type { SchemaOf } from '../../platform/json/typed-schema.ts';
import { AEL_METHODS } from '../contract.ts';
import { createSecret } from './create-secret.ts';
import { handleRpc } from './handle-rpc.ts';

/** `POST /rpc`: JSON-RPC 2.0, batches included. What is not JSON is told in its own form, so it comes unparsed. */
export const rpcRoute = defineRoute({
  method: 'POST',
  path: '/rpc',
  spec: '8',
  summary: 'Call AEL',
  access: 'service',
  body: UNPARSED_JSON,
  answers: ['bare'],
  success: { status: 200, description: 'The response, or those of a batch; 204 for notifications.' },
  handle: handleRpc,
});

/** What a secret has to be is told by AEL itself. */
const secretSchema: SchemaOf<{ secret: object }> = {
  type: 'object',
  additionalProperties: false,
  required: ['secret'],
  properties: { secret: { type: 'object' } },
};

/** `POST /media_content_storage_secrets`, the twin of `signed_url` for callers that speak no JSON-RPC. */
export const createSecretRoute = defineRoute({
  method: 'POST',
  path: '/media_content_storage_secrets',
  spec: '8',
  summary: 'Create secret',
  access: 'service',
  body: secretSchema,
  success: { status: 201, description: 'The link.', data: AEL_METHODS.signed_url.result },
  handle: createSecret,
});
