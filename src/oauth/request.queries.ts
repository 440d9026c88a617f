import { statement } from '../platform/database/pool.ts';

export type ConnectionRow = {
  id: string;
  client_id: string;
  client_type: string;
  is_public: boolean;
  consumer_name: string;
  redirect_uris: string[];
  is_blocked: boolean;
};

/**
 * Every connection of a client, in the order in which they are asked whose a redirect URI is: those that are not blocked
 * first, of them the client's own, then the oldest. $1 client.
 */
export const findConnections = statement<ConnectionRow>(
  'oauth.find-connections',
  `SELECT n.id, n.client_id, c.type AS client_type, c.is_public, m.name AS consumer_name, n.redirect_uris,
          n.is_blocked OR c.is_blocked OR m.is_blocked AS is_blocked
     FROM connections n JOIN clients c ON c.id = n.client_id JOIN clients m ON m.id = n.consumer_id
    WHERE n.client_id = $1
    ORDER BY is_blocked, n.id <> n.client_id, n.inserted_at, n.id`,
);
