import type { Client } from '../clients/clients/client.ts';
import { clientList } from '../clients/clients/clients.queries.ts';
import type { Connection } from '../clients/connections/connection.ts';
import { connectionList } from '../clients/connections/connections.queries.ts';
import type { ListedApiKey, ListedToken } from '../clients/credentials/credential.ts';
import { apiKeyList, tokenList } from '../clients/credentials/lists.queries.ts';
import { type ListKind, optionalUuid } from './list.ts';
import { toTheSecond } from './table.ts';

const blocked = (isBlocked: boolean) => (isBlocked ? 'blocked' : '');
const toTheSecondIf = (timestamp: string | null) => (timestamp === null ? '' : toTheSecond(timestamp));
const lastUse = ({ last_used_at }: { last_used_at: string | null }) => toTheSecondIf(last_used_at);

export const TOKEN_LIST: ListKind<ListedToken> = {
  command: 'token list',
  description: 'tokens and whether they are good; never their values',
  plural: 'tokens',
  key: 'tokens',
  filters: [
    ['--client <id>', 'of this client'],
    ['--user <id>', 'of this user'],
    ['--valid', 'good ones; with several of these four, what any of them says'],
    ['--expired', 'whose time is over'],
    ['--revoked', 'that were revoked'],
    ['--blocked', 'whose client or user is blocked'],
  ],
  values: ({ client, user, valid, expired, revoked, blocked }, now) => [
    now.toISOString(),
    optionalUuid('--client', client),
    optionalUuid('--user', user),
    ...[valid, expired, revoked, blocked].map((flag) => flag === true),
  ],
  find: tokenList.behind,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'state', of: ({ state }) => state },
    { title: 'expires', of: ({ expires_at }) => toTheSecond(expires_at) },
    { title: 'last used', of: lastUse },
    { title: 'client', of: ({ client_id }) => client_id },
    { title: 'user', of: ({ user_id }) => user_id },
    { title: 'scope', of: ({ scope }) => scope },
    { title: 'client name', of: ({ client_name }) => client_name },
  ],
};

export const API_KEY_LIST: ListKind<ListedApiKey> = {
  command: 'api-key list',
  description: 'API keys and whether they are good; never their values',
  plural: 'API keys',
  key: 'api_keys',
  filters: [
    ['--client <id>', 'of this client'],
    ['--valid', 'good ones; with several of these four, what any of them says'],
    ['--expired', 'that have ended since they were rotated'],
    ['--revoked', 'that were revoked'],
    ['--blocked', 'whose client is blocked'],
  ],
  values: ({ client, valid, expired, revoked, blocked }, now) => [
    now.toISOString(),
    optionalUuid('--client', client),
    ...[valid, expired, revoked, blocked].map((flag) => flag === true),
  ],
  find: apiKeyList.behind,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'state', of: ({ state }) => state },
    { title: 'issued', of: ({ inserted_at }) => toTheSecond(inserted_at) },
    { title: 'ends', of: ({ expires_at }) => toTheSecondIf(expires_at) },
    { title: 'last used', of: lastUse },
    { title: 'client', of: ({ client_id }) => client_id },
    { title: 'client name', of: ({ client_name }) => client_name },
  ],
};

export const CLIENT_LIST: ListKind<Client> = {
  command: 'client list',
  description: 'clients: legal entities, medical information systems, НСЗУ; never their secrets',
  plural: 'clients',
  key: 'clients',
  filters: [
    ['--type <type>', 'such as MSP, MIS, NHS'],
    ['--name <part>', 'whose name has this part'],
    ['--blocked', 'that are blocked'],
  ],
  values: ({ type, name, blocked }) => [type ?? null, name ?? null, blocked ?? null],
  find: clientList.behind,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'type', of: ({ type }) => type },
    { title: 'access', of: ({ access_type }) => access_type },
    { title: 'blocked', of: ({ is_blocked }) => blocked(is_blocked) },
    { title: 'name', of: ({ name }) => name },
  ],
};

export const CONNECTION_LIST: ListKind<Connection> = {
  command: 'connection list',
  description: 'connections of clients with medical information systems; never their secrets',
  plural: 'connections',
  key: 'connections',
  filters: [
    ['--client <id>', 'of this client'],
    ['--consumer <id>', 'with this MIS'],
    ['--blocked', 'that are blocked'],
  ],
  values: ({ client, consumer, blocked }, now) => [
    now.toISOString(),
    optionalUuid('--client', client),
    optionalUuid('--consumer', consumer),
    blocked ?? null,
  ],
  find: connectionList.behind,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'blocked', of: ({ is_blocked }) => blocked(is_blocked) },
    { title: 'secret last used', of: ({ secret_last_used_at }) => toTheSecondIf(secret_last_used_at) },
    { title: 'old secret until', of: (row) => toTheSecondIf(row.former_secret_expires_at) },
    { title: 'client', of: ({ client_name }) => client_name },
    { title: 'with', of: ({ consumer_name }) => consumer_name },
  ],
};
