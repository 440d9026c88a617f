import {
  CallError,
  type Client,
  items,
  listMediaStorageFiles,
  listMediaStorageLinks,
  type Schemas,
  type TransferFailed,
  upload,
} from '#client';
import { createQueue, type Existing, type Queue } from './queue.ts';

export type StoredFile = Schemas['MediaStorageFile'];
export type HandedOutLink = Schemas['HandedOutLink'];
/** The longest page that the API gives. */
export const MANY = 300;

/** Stores tell whole seconds. */
const ROUNDING_MS = 1000;

/** By whose link a file came: the last that was handed out before the store got it. */
export function linkBehind(
  { resource_name, last_modified }: StoredFile,
  links: readonly HandedOutLink[],
): HandedOutLink | undefined {
  const until = Date.parse(last_modified) + ROUNDING_MS;
  return links.find(
    (link) =>
      link.action === 'PUT' && link.resource_name === resource_name && Date.parse(link.inserted_at) <= until,
  );
}

/** The API decodes what it gets: a file that is really called `100%25.pdf` is asked for as it is written. */
export const inQuery = (name: string): string => encodeURIComponent(name).replaceAll('%2F', '/');

async function existing(client: Client, folder: string, file: StoredFile): Promise<Existing> {
  const query = { resource_id: folder, resource_name: inQuery(file.resource_name), page_size: MANY };
  const answer = await listMediaStorageLinks(client, { query });
  const link = answer.ok ? linkBehind(file, answer.data) : undefined;
  return { size: file.size, at: file.last_modified, by: link && whoOf(link) };
}

/** An e-mail address is what people know each other by; without one there is the id. */
export const whoOf = ({ actor_email, user_id }: HandedOutLink): string => actor_email ?? user_id;

async function look(
  client: Client,
  folder: string,
  names: ReadonlySet<string>,
): Promise<Map<string, Existing> | TransferFailed> {
  const found = new Map<string, Existing>();
  try {
    const query = { resource_id: folder, page_size: MANY };
    for await (const file of items(listMediaStorageFiles, client, { query }))
      if (names.has(file.resource_name)) found.set(file.resource_name, await existing(client, folder, file));
    return found;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { ok: false, status: error.error.status, error: error.error } as TransferFailed;
  }
}

/** A folder that was dropped has no bytes, and a file that was changed since has others. */
const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

let queue: Queue | undefined;

/** The one of this tab: it goes on while its person looks at other pages of the console. */
export function queueOf(client: Client): Queue {
  if (queue !== undefined) return queue;
  const made = createQueue({
    look: (folder, names) => look(client, folder, names),
    send: ({ folder: resourceId, name, file }, options) =>
      upload(client, {
        resourceId,
        name,
        body: file,
        ...(file.type && { contentType: file.type }),
        ...options,
      }),
    isReadable,
    nowMs: () => performance.now(),
  });
  addEventListener('beforeunload', (event) => {
    if (made.isUnfinished()) event.preventDefault();
  });
  queue = made;
  return made;
}
