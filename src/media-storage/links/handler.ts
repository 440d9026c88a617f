import type { Answer } from '../../api/answers.ts';
import {
  PAGING_PARAMETERS,
  pagingOf,
  type QueryValues,
  TEXT_PARAMETER,
  UUID_PARAMETER,
} from '../../api/query.ts';
import type { HandledRequest } from '../../api/route.ts';
import type { Database } from '../../platform/database/pool.ts';
import { schemaInvalid } from '../../platform/errors/http-errors.ts';
import type { MediaStorage } from '../media-storage.ts';
import { decodedName, wrongFileName } from '../read-file-name.ts';
import { listLinks } from './links.queries.ts';

export const PARAMETERS = {
  resource_id: { required: true, ...UUID_PARAMETER },
  resource_name: TEXT_PARAMETER,
  ...PAGING_PARAMETERS,
} as const;

/**
 * SPEC 7.3: who was given a link into a folder, or to one file of it. A link that was handed out is listed whether it was
 * used or not: its use is between its holder and the store.
 * @throws ApiError 422 for a name that no file can have
 */
export async function listHandedOutLinks(
  { query }: HandledRequest<{ query: QueryValues<typeof PARAMETERS> }>,
  { db, storage: { layout } }: { db: Database; storage: Pick<MediaStorage, 'layout'> },
): Promise<Answer> {
  const folder = query.resource_id.toLowerCase();
  const { rows, paging } =
    query.resource_name === undefined
      ? await listLinks([])(db, pagingOf(query), [folder])
      : await listLinks(['resource_name'])(db, pagingOf(query), [
          folder,
          nameOf(query.resource_name, layout),
        ]);
  return { data: rows.map(({ id, ...link }) => link), paging };
}

function nameOf(resourceName: string, layout: MediaStorage['layout']): string {
  const name = decodedName(resourceName, layout);
  if (name === undefined) throw schemaInvalid([wrongFileName('query_parameter')]);
  return name;
}
