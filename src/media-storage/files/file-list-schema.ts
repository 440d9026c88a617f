import { exactObject } from '../../platform/json/typed-schema.ts';

/** `data` of the answer. */
export const fileListSchema = {
  type: 'array',
  items: {
    title: 'MediaStorageFile',
    ...exactObject({
      resource_name: { type: 'string' },
      size: { type: 'integer' },
      last_modified: { type: 'string', format: 'date-time' },
      etag: { type: 'string' },
    }),
  },
} as const;
