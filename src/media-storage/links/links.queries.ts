import { actorEmail } from '../../audit/actor.queries.ts';
import { pagedStatement, perFilters } from '../../platform/database/paged.ts';

/** A link that was handed out; `resource_name` is decoded. */
export type HandedOutLink = {
  resource_name: string;
  action: 'PUT' | 'GET';
  inserted_at: string;
  expires_at: string;
  user_id: string;
  client_id: string;
  request_id: string;
  actor_email: string | null;
};

/** What stands behind the folder in the key; in each layout the folder's own name is the last before it. */
const NAME = `substr(changeset->'new'->>'key', strpos(changeset->'new'->>'key', resource_id) + length(resource_id) + 1)`;

/** A page of the links into a folder. $3 folder, lower case; $4 decoded name, where one is asked for. */
export const listLinks = perFilters<'resource_name', HandedOutLink & { id: string }>((filters) =>
  pagedStatement(['media-storage.links', ...filters].join('.'), {
    columns: `id, ${NAME} AS resource_name, changeset->'new'->>'action' AS action, inserted_at,
              changeset->'new'->>'expires_at' AS expires_at, actor_id AS user_id, client_id, request_id`,
    from: 'audit_log',
    where: [
      `resource = 'media_storage_link' AND resource_id = $3`,
      ...filters.map(() => `${NAME} = $4::text`),
    ].join(' AND '),
    order: ['id'],
    newestFirst: true,
    ofPage: actorEmail('page.user_id'),
  }),
);
