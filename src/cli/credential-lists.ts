import {
  type ListedApiKey,
  type ListedClient,
  type ListedToken,
  listApiKeys,
  listClients,
  listTokens,
} from '../auth/list.queries.ts';
import { type ListKind, optionalUuid } from './list.ts';
import { toTheSecond } from './table.ts';

const blocked = (isBlocked: boolean) => (isBlocked ? 'blocked' : '');

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
  find: listTokens,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'state', of: ({ state }) => state },
    { title: 'expires', of: ({ expires_at }) => toTheSecond(expires_at) },
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
    ['--valid', 'good ones; with several of these three, what any of them says'],
    ['--revoked', 'that were revoked'],
    ['--blocked', 'whose client is blocked'],
  ],
  values: ({ client, valid, revoked, blocked }) => [
    optionalUuid('--client', client),
    ...[valid, revoked, blocked].map((flag) => flag === true),
  ],
  find: listApiKeys,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'state', of: ({ state }) => state },
    { title: 'issued', of: ({ inserted_at }) => toTheSecond(inserted_at) },
    { title: 'client', of: ({ client_id }) => client_id },
    { title: 'client name', of: ({ client_name }) => client_name },
  ],
};

export const CLIENT_LIST: ListKind<ListedClient> = {
  command: 'client list',
  description: 'clients: legal entities, medical information systems, НСЗУ; never their secrets',
  plural: 'clients',
  key: 'clients',
  filters: [
    ['--type <type>', 'such as MSP, MIS, NHS'],
    ['--name <part>', 'whose name has this part'],
    ['--blocked', 'that are blocked'],
  ],
  values: ({ type, name, blocked }) => [type ?? null, name ?? null, blocked === true],
  find: listClients,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'type', of: ({ type }) => type },
    { title: 'access', of: ({ access_type }) => access_type },
    { title: 'blocked', of: ({ is_blocked }) => blocked(is_blocked) },
    { title: 'name', of: ({ name }) => name },
  ],
};
