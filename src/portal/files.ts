import { generateMediaStorageLink, listMediaStorageFiles, type Success } from '#client';
import { encodeKey } from '../ael/file-name.ts';
import { callApi, type PortalAccess } from './call-api.ts';
import { PortalError } from './portal-error.ts';

/** @returns a link that admits the action on this file alone, for some minutes. @throws PortalError */
export async function askForLink(
  access: PortalAccess,
  action: 'PUT' | 'GET',
  { resourceId, name }: { resourceId: string; name: string },
  signal: AbortSignal,
): Promise<string> {
  // Encoded, because the API decodes what it gets: a file that is really called `100%25.pdf` keeps its name (SPEC 7.1).
  const body = { action, resource_id: resourceId, resource_name: encodeKey(name) };
  const { data } = await callApi(
    access,
    (client) => generateMediaStorageLink(client, { body, signal }),
    signal,
  );
  const { url }: { url?: unknown } = data ?? {};
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new PortalError(`${access.url} answers with something that is no link.`);
  return url;
}

type Files = Success<'listMediaStorageFiles'>;

/** A page of a folder, in the order of the names; totals are null where the store cannot count. @throws PortalError */
export async function listFolder(
  access: PortalAccess,
  { resourceId, page, pageSize }: { resourceId: string; page: number; pageSize: number },
  signal: AbortSignal,
): Promise<{ files: Files['data']; paging: Files['paging'] }> {
  const query = { resource_id: resourceId, page, page_size: pageSize };
  const { data, paging } = await callApi(
    access,
    (client) => listMediaStorageFiles(client, { query, signal }),
    signal,
  );
  return { files: data, paging };
}
