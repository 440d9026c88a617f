import { statement } from '../platform/database/pool.ts';

export type ContextRow = {
  client_id: string;
  name: string;
  edrpou: string | null;
  client_type: string;
  client_scopes: string[];
  /** Null: this MIS has not worked for the client yet. */
  connection_id: string | null;
  role_scopes: string[];
  mis_scopes: string[] | null;
};

/**
 * What a user's roles allow in the context of a client: those that count there; for a client of НСЗУ also those that count
 * everywhere. In no clinic's name does anybody act whom nobody has named for it: roles from before there were legal
 * entities to them count everywhere, those of owners too. All are SQL expressions.
 */
export const roleScopes = (userId: string, clientId: string, clientType: string): string =>
  `ARRAY(SELECT DISTINCT unnest(r.scopes)
           FROM user_roles g JOIN roles r ON r.name = g.role_name
          WHERE g.user_id = ${userId} AND (g.legal_entity_id = ${clientId} OR (g.legal_entity_id IS NULL AND ${clientType} = 'NHS')))`;

const context = (mis: string) => `
   SELECT c.id AS client_id, coalesce(e.name, c.name) AS name, e.edrpou, c.type AS client_type,
          c.scopes AS client_scopes, n.id AS connection_id, ${roleScopes('$1', 'c.id', 'c.type')} AS role_scopes,
          ${mis} AS mis_scopes
     FROM clients c LEFT JOIN legal_entities e ON e.id = c.id`;

/** The client that asks for itself. $1 user, $2 its connection. */
export const findOwnContext = statement<ContextRow>(
  'oauth.find-own-context',
  `${context('NULL::text[]')} JOIN connections n ON n.client_id = c.id
    WHERE n.id = $2 AND NOT n.is_blocked AND NOT c.is_blocked`,
);

/** More legal entities of one person than a page can show. */
const MAX_CONTEXTS = 300;

/**
 * For which clients a person may let a MIS work: the legal entities of the roles, and those of НСЗУ where a role counts
 * everywhere. $1 user, $2 MIS.
 */
export const findContextsOfMis = statement<ContextRow>(
  'oauth.find-contexts-of-mis',
  `${context('(SELECT scopes FROM clients WHERE id = $2)')}
     LEFT JOIN connections n ON n.client_id = c.id AND n.consumer_id = $2
    WHERE NOT c.is_blocked AND n.is_blocked IS NOT TRUE
      AND (c.id IN (SELECT legal_entity_id FROM user_roles WHERE user_id = $1)
        OR (c.type = 'NHS' AND EXISTS (SELECT 1 FROM user_roles WHERE user_id = $1 AND legal_entity_id IS NULL)))
    ORDER BY name, c.id LIMIT ${MAX_CONTEXTS}`,
);
