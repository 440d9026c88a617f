import { exactObject } from '../../platform/json/typed-schema.ts';

/** `data` of the answer. */
export const fileListSchema = {
  type: 'array',
  items: {
    title: 'MediaStorageFile',
    ...exactObject({
      resource_name: {
        type: 'string',
        description: 'Decoded; percent-encode it before asking for a link to it.',
      },
      size: { type: 'integer', description: 'Bytes.' },
      last_modified: { type: 'string', format: 'date-time' },
      etag: { type: 'string', description: 'Changes with the content.' },
    }),
  },
} as const;
