import { defineRoute } from '../../api/route.ts';
import { readFileName } from '../read-file-name.ts';
import { generateUrlBodySchema, mediaLinkSchema } from './generate-url-schema.ts';
import { generateUrl } from './handler.ts';

/** `POST …/generate_url`: a link to upload or download one contract file. */
export const generateUrlRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/contracts/media_storage/generate_url',
  spec: '7',
  summary: 'Generate media storage link',
  access: { scope: 'private_contracts:write', apiKey: 'always' },
  body: generateUrlBodySchema,
  readBody: readFileName,
  callsOut: true,
  answerIsSecret: true,
  success: { status: 200, description: 'The link.', data: mediaLinkSchema },
  handle: generateUrl,
});
