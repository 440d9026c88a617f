import type { Answer } from '../../api/answers.ts';
import { PAGING_PARAMETERS, pagingOf, type QueryValues, UUID_PARAMETER } from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { MediaStorage } from '../media-storage.ts';
import { walkFolder } from './walk.ts';

export const PARAMETERS = {
  resource_id: { required: true, ...UUID_PARAMETER },
  ...PAGING_PARAMETERS,
} as const;

/**
 * SPEC 7.3: the files of a folder, in the order of their names. A folder that nobody has written to is an empty list.
 * @throws ApiError 503 where AEL or the store fails
 */
export async function listFiles(
  { query, requestId }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { storage: { ael, bucket } }: { storage: MediaStorage },
): Promise<Answer> {
  const { resource_id } = query;
  const { files, paging } = await walkFolder(ael, { bucket, resource_id, ...pagingOf(query), requestId });
  return { data: files, paging };
}
