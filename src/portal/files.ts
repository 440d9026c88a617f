import { encodeKey } from '../ael/file-name.ts';
import { callApi, type PortalAccess } from './call-api.ts';
import { PortalError } from './portal-error.ts';

const METHODS = '/api/admin/contracts/media_storage';

/** @returns a link that admits the action on this file alone, for some minutes. @throws PortalError */
export async function askForLink(
  access: PortalAccess,
  action: 'PUT' | 'GET',
  { resourceId, name }: { resourceId: string; name: string },
  signal: AbortSignal,
): Promise<string> {
  // Encoded, because the API decodes what it gets: a file that is really called `100%25.pdf` keeps its name (SPEC 7.1).
  const body = { action, resource_id: resourceId, resource_name: encodeKey(name) };
  const { data } = await callApi(access, `${METHODS}/generate_url`, { body, signal });
  const { url } = data as { url?: unknown };
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new PortalError(`${access.url} answers with something that is no link.`);
  return url;
}

export type RemoteFile = { resource_name: string; size: number; last_modified: string; etag: string };
/** Null where the store cannot count. */
export type FolderPaging = { page_number: number; total_entries: number | null; total_pages: number | null };

/** A page of a folder, in the order of the names. @throws PortalError */
export async function listFolder(
  access: PortalAccess,
  { resourceId, page, pageSize }: { resourceId: string; page: number; pageSize: number },
  signal: AbortSignal,
): Promise<{ files: RemoteFile[]; paging: FolderPaging }> {
  const query = new URLSearchParams({
    resource_id: resourceId,
    page: String(page),
    page_size: String(pageSize),
  });
  const { data, paging } = await callApi(access, `${METHODS}/files?${query}`, { signal });
  return { files: data as RemoteFile[], paging: paging as FolderPaging };
}
