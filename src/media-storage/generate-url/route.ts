import type { FromSchema } from 'json-schema-to-ts';
import type { Route } from '../../api/route.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';
import type { MediaStorage } from '../media-storage.ts';
import { generateUrl } from './handler.ts';
import { createNameCheck } from './name-check.ts';

/** SPEC 7. No bucket: a caller who sends one is refused. */
export const generateUrlBodySchema = {
  title: 'GenerateUrlBody',
  type: 'object',
  additionalProperties: false,
  required: ['action', 'resource_id', 'resource_name'],
  properties: {
    action: { type: 'string', enum: ['PUT', 'GET'] },
    /** The folder: contractor_legal_entity_id. */
    resource_id: { type: 'string', pattern: UUID_PATTERN },
    /** Raw or percent-encoded; what it may not be is told by `name-check.ts`. */
    resource_name: { type: 'string' },
  },
} as const;

export type GenerateUrlBody = FromSchema<typeof generateUrlBodySchema>;

/** `data` of the answer, for the OpenAPI document. */
export const mediaLinkSchema = {
  title: 'MediaLink',
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: {
      type: 'string',
      format: 'uri',
      description: 'Admits the action on this one file until it expires: as secret as a password.',
    },
  },
} as const;

/** `POST …/generate_url`: a link to upload or download one contract file. */
export function generateUrlRoute(storage: MediaStorage): Route<GenerateUrlBody> {
  return {
    method: 'POST',
    path: '/api/admin/contracts/media_storage/generate_url',
    spec: '7',
    summary: 'Generate media storage link',
    access: { scope: 'private_contracts:write', apiKey: 'always' },
    body: generateUrlBodySchema,
    checkBody: createNameCheck(storage.layout),
    callsOut: true,
    answerIsSecret: true,
    handle: (context) => generateUrl(context, storage),
  };
}
