import { exactObject, typedSchema, type ValueOf } from '../../platform/json/typed-schema.ts';
import { UUID_PATTERN } from '../../platform/json/validator.ts';

/** SPEC 7. No bucket: a caller who sends one is refused. */
export const generateUrlBodySchema = typedSchema({
  title: 'GenerateUrlBody',
  ...exactObject({
    action: { type: 'string', enum: ['PUT', 'GET'] },
    /** The folder: contractor_legal_entity_id. */
    resource_id: { type: 'string', pattern: UUID_PATTERN },
    /** Raw or percent-encoded; what it may not be is told by `read-file-name.ts`. */
    resource_name: { type: 'string' },
  }),
});

export type GenerateUrlBody = ValueOf<typeof generateUrlBodySchema>;

/** `data` of the answer. */
export const mediaLinkSchema = {
  title: 'MediaLink',
  ...exactObject({
    url: { type: 'string', format: 'uri' },
  }),
} as const;
