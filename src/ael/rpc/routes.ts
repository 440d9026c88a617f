import { defineRoute } from '../../api/route.ts';
import { typedSchema } from '../../platform/json/typed-schema.ts';
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
  unparsed: true,
  answers: ['bare'],
  success: { status: 200, description: 'The response, or those of a batch; 204 for notifications.' },
  handle: handleRpc,
});

/** `POST /media_content_storage_secrets`, the twin of `signed_url` for callers that speak no JSON-RPC. */
export const createSecretRoute = defineRoute({
  method: 'POST',
  path: '/media_content_storage_secrets',
  spec: '8',
  summary: 'Create secret',
  access: 'service',
  body: typedSchema({
    type: 'object',
    additionalProperties: false,
    required: ['secret'],
    properties: { secret: { type: 'object' } },
  }),
  success: { status: 201, description: 'The link.', data: AEL_METHODS.signed_url.result },
  handle: createSecret,
});
