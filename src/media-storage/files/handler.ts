import { pagingOf } from '../../api/query.ts';
import type { RequestContext } from '../../api/route.ts';
import type { Answer } from '../../platform/http/envelope.ts';
import type { MediaStorage } from '../media-storage.ts';
import { walkFolder } from './walk.ts';

/**
 * SPEC 7.3: the files of a folder, in the order of their names. A folder that nobody has written to is an empty list.
 * @throws ApiError 503 where AEL or the store fails
 */
export async function listFiles(
  { query, requestId }: RequestContext<never>,
  { ael, bucket }: MediaStorage,
): Promise<Answer> {
  const resource_id = query.resource_id as string;
  const { files, paging } = await walkFolder(ael, { bucket, resource_id, ...pagingOf(query), requestId });
  return { status: 200, data: files, paging };
}
