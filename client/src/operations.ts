// Generated from openapi/openapi.json by `npm run docs`; do not edit.
import { BARE, FORM, KEYED } from './call.ts';
import { operation } from './operation.ts';

/** Create license. */
export const createLicense = /* @__PURE__ */ operation<'createLicense'>('POST', '/api/licenses', KEYED);
/** Get licenses. */
export const getLicenses = /* @__PURE__ */ operation<'getLicenses'>('GET', '/api/licenses');
/** Generate media storage link. */
export const generateMediaStorageLink = /* @__PURE__ */ operation<'generateMediaStorageLink'>(
  'POST',
  '/api/admin/contracts/media_storage/generate_url',
  KEYED,
);
/** List media storage files. */
export const listMediaStorageFiles = /* @__PURE__ */ operation<'listMediaStorageFiles'>(
  'GET',
  '/api/admin/contracts/media_storage/files',
);
/** Get license. */
export const getLicense = /* @__PURE__ */ operation<'getLicense'>('GET', '/api/licenses/{id}');
/** Update license. */
export const updateLicense = /* @__PURE__ */ operation<'updateLicense'>('PATCH', '/api/licenses/{id}', KEYED);
/** Validate license. */
export const validateLicense = /* @__PURE__ */ operation<'validateLicense'>(
  'POST',
  '/api/licenses/validation',
  KEYED,
);
/** Get legal entities V2. */
export const getLegalEntitiesV2 = /* @__PURE__ */ operation<'getLegalEntitiesV2'>(
  'GET',
  '/api/v2/legal_entities',
);
/** Get legal entity by ID V2. */
export const getLegalEntityByIdV2 = /* @__PURE__ */ operation<'getLegalEntityByIdV2'>(
  'GET',
  '/api/v2/legal_entities/{id}',
);
/** Get dictionaries. */
export const getDictionaries = /* @__PURE__ */ operation<'getDictionaries'>('GET', '/api/dictionaries');
/** Get dictionaries V2. */
export const getDictionariesV2 = /* @__PURE__ */ operation<'getDictionariesV2'>(
  'GET',
  '/api/v2/dictionaries',
);
/** Get licenses across legal entities. */
export const getLicensesAcrossLegalEntities = /* @__PURE__ */ operation<'getLicensesAcrossLegalEntities'>(
  'GET',
  '/api/admin/licenses',
);
/** Get license history. */
export const getLicenseHistory = /* @__PURE__ */ operation<'getLicenseHistory'>(
  'GET',
  '/api/admin/licenses/{id}/history',
);
/** List events. */
export const listEvents = /* @__PURE__ */ operation<'listEvents'>('GET', '/api/admin/events');
/** Get client connections. */
export const getClientConnections = /* @__PURE__ */ operation<'getClientConnections'>(
  'GET',
  '/api/clients/{id}/connections',
);
/** Refresh client secret. */
export const refreshClientSecret = /* @__PURE__ */ operation<'refreshClientSecret'>(
  'PATCH',
  '/api/clients/{id}/connections/{connection_id}/actions/refresh_secret',
  KEYED,
);
/** List clients. */
export const listClients = /* @__PURE__ */ operation<'listClients'>('GET', '/api/admin/clients');
/** Create client. */
export const createClient = /* @__PURE__ */ operation<'createClient'>('POST', '/api/admin/clients', KEYED);
/** Get client. */
export const getClient = /* @__PURE__ */ operation<'getClient'>('GET', '/api/admin/clients/{id}');
/** Update client. */
export const updateClient = /* @__PURE__ */ operation<'updateClient'>(
  'PATCH',
  '/api/admin/clients/{id}',
  KEYED,
);
/** Block client. */
export const blockClient = /* @__PURE__ */ operation<'blockClient'>(
  'PATCH',
  '/api/admin/clients/{id}/actions/block',
  KEYED,
);
/** Unblock client. */
export const unblockClient = /* @__PURE__ */ operation<'unblockClient'>(
  'PATCH',
  '/api/admin/clients/{id}/actions/unblock',
  KEYED,
);
/** List connections. */
export const listConnections = /* @__PURE__ */ operation<'listConnections'>('GET', '/api/admin/connections');
/** Create connection. */
export const createConnection = /* @__PURE__ */ operation<'createConnection'>(
  'POST',
  '/api/admin/connections',
  KEYED,
);
/** Update connection. */
export const updateConnection = /* @__PURE__ */ operation<'updateConnection'>(
  'PATCH',
  '/api/admin/connections/{id}',
  KEYED,
);
/** Refresh secret of connection. */
export const refreshSecretOfConnection = /* @__PURE__ */ operation<'refreshSecretOfConnection'>(
  'PATCH',
  '/api/admin/connections/{id}/actions/refresh_secret',
  KEYED,
);
/** Block connection. */
export const blockConnection = /* @__PURE__ */ operation<'blockConnection'>(
  'PATCH',
  '/api/admin/connections/{id}/actions/block',
  KEYED,
);
/** Unblock connection. */
export const unblockConnection = /* @__PURE__ */ operation<'unblockConnection'>(
  'PATCH',
  '/api/admin/connections/{id}/actions/unblock',
  KEYED,
);
/** List API keys. */
export const listApiKeys = /* @__PURE__ */ operation<'listApiKeys'>('GET', '/api/admin/api_keys');
/** Issue API key. */
export const issueApiKey = /* @__PURE__ */ operation<'issueApiKey'>('POST', '/api/admin/api_keys', KEYED);
/** Rotate API key. */
export const rotateApiKey = /* @__PURE__ */ operation<'rotateApiKey'>(
  'PATCH',
  '/api/admin/api_keys/{id}/actions/rotate',
  KEYED,
);
/** Revoke API key. */
export const revokeApiKey = /* @__PURE__ */ operation<'revokeApiKey'>(
  'PATCH',
  '/api/admin/api_keys/{id}/actions/revoke',
);
/** List tokens. */
export const listTokens = /* @__PURE__ */ operation<'listTokens'>('GET', '/api/admin/tokens');
/** Revoke token. */
export const revokeToken = /* @__PURE__ */ operation<'revokeToken'>(
  'PATCH',
  '/api/admin/tokens/{id}/actions/revoke',
  KEYED,
);
/** Exchange a code or a refresh token. */
export const exchangeACodeOrARefreshToken = /* @__PURE__ */ operation<'exchangeACodeOrARefreshToken'>(
  'POST',
  '/oauth/tokens',
);
/** Log out. */
export const logOut = /* @__PURE__ */ operation<'logOut'>('POST', '/auth/logout');
/** Revoke a token. */
export const revokeAToken = /* @__PURE__ */ operation<'revokeAToken'>('POST', '/oauth/revoke', FORM | BARE);
/** Introspect a token. */
export const introspectAToken = /* @__PURE__ */ operation<'introspectAToken'>(
  'POST',
  '/oauth/introspect',
  FORM | BARE,
);
/** Verify a token. */
export const verifyAToken = /* @__PURE__ */ operation<'verifyAToken'>('GET', '/admin/tokens/{value}/verify');
/** Authorization server metadata. */
export const authorizationServerMetadata = /* @__PURE__ */ operation<'authorizationServerMetadata'>(
  'GET',
  '/.well-known/oauth-authorization-server',
  BARE,
);
/** List users. */
export const listUsers = /* @__PURE__ */ operation<'listUsers'>('GET', '/api/admin/users');
/** Create user. */
export const createUser = /* @__PURE__ */ operation<'createUser'>('POST', '/api/admin/users', KEYED);
/** Get user. */
export const getUser = /* @__PURE__ */ operation<'getUser'>('GET', '/api/admin/users/{id}');
/** Change email of user. */
export const changeEmailOfUser = /* @__PURE__ */ operation<'changeEmailOfUser'>(
  'PATCH',
  '/api/admin/users/{id}',
  KEYED,
);
/** Set roles of user. */
export const setRolesOfUser = /* @__PURE__ */ operation<'setRolesOfUser'>(
  'PUT',
  '/api/admin/users/{id}/roles',
  KEYED,
);
/** Block user. */
export const blockUser = /* @__PURE__ */ operation<'blockUser'>(
  'PATCH',
  '/api/admin/users/{id}/actions/block',
  KEYED,
);
/** Unblock user. */
export const unblockUser = /* @__PURE__ */ operation<'unblockUser'>(
  'PATCH',
  '/api/admin/users/{id}/actions/unblock',
  KEYED,
);
/** Create password link. */
export const createPasswordLink = /* @__PURE__ */ operation<'createPasswordLink'>(
  'POST',
  '/api/admin/users/{id}/password_links',
  KEYED,
);
/** List roles. */
export const listRoles = /* @__PURE__ */ operation<'listRoles'>('GET', '/api/admin/roles');
/** Create legal entity. */
export const createLegalEntity = /* @__PURE__ */ operation<'createLegalEntity'>(
  'POST',
  '/api/admin/legal_entities',
  KEYED,
);
/** Correct legal entity. */
export const correctLegalEntity = /* @__PURE__ */ operation<'correctLegalEntity'>(
  'PATCH',
  '/api/admin/legal_entities/{id}',
  KEYED,
);
/** Change status of legal entity. */
export const changeStatusOfLegalEntity = /* @__PURE__ */ operation<'changeStatusOfLegalEntity'>(
  'PATCH',
  '/api/admin/legal_entities/{id}/actions/change_status',
  KEYED,
);
/** Add dictionary value. */
export const addDictionaryValue = /* @__PURE__ */ operation<'addDictionaryValue'>(
  'POST',
  '/api/admin/dictionaries/{name}/values',
  KEYED,
);
/** Change dictionary value. */
export const changeDictionaryValue = /* @__PURE__ */ operation<'changeDictionaryValue'>(
  'PATCH',
  '/api/admin/dictionaries/{name}/values/{code}',
  KEYED,
);
/** List parameters. */
export const listParameters = /* @__PURE__ */ operation<'listParameters'>('GET', '/api/admin/parameters');
/** Set parameter. */
export const setParameter = /* @__PURE__ */ operation<'setParameter'>(
  'PUT',
  '/api/admin/parameters/{name}',
  KEYED,
);
/** Unset parameter. */
export const unsetParameter = /* @__PURE__ */ operation<'unsetParameter'>(
  'DELETE',
  '/api/admin/parameters/{name}',
);
/** Search audit log. */
export const searchAuditLog = /* @__PURE__ */ operation<'searchAuditLog'>('GET', '/api/admin/audit_log');
/** Verify audit log. */
export const verifyAuditLog = /* @__PURE__ */ operation<'verifyAuditLog'>(
  'GET',
  '/api/admin/audit_log/verification',
);
/** List webhooks. */
export const listWebhooks = /* @__PURE__ */ operation<'listWebhooks'>('GET', '/api/admin/webhooks');
/** Add webhook. */
export const addWebhook = /* @__PURE__ */ operation<'addWebhook'>('POST', '/api/admin/webhooks', KEYED);
/** Change webhook. */
export const changeWebhook = /* @__PURE__ */ operation<'changeWebhook'>(
  'PATCH',
  '/api/admin/webhooks/{id}',
  KEYED,
);
/** Remove webhook. */
export const removeWebhook = /* @__PURE__ */ operation<'removeWebhook'>('DELETE', '/api/admin/webhooks/{id}');
/** Rotate secret of webhook. */
export const rotateSecretOfWebhook = /* @__PURE__ */ operation<'rotateSecretOfWebhook'>(
  'PATCH',
  '/api/admin/webhooks/{id}/actions/rotate_secret',
  KEYED,
);
/** List dead letters of webhook. */
export const listDeadLettersOfWebhook = /* @__PURE__ */ operation<'listDeadLettersOfWebhook'>(
  'GET',
  '/api/admin/webhooks/{id}/dead_letters',
);
/** Retry dead letters of webhook. */
export const retryDeadLettersOfWebhook = /* @__PURE__ */ operation<'retryDeadLettersOfWebhook'>(
  'PATCH',
  '/api/admin/webhooks/{id}/actions/retry',
  KEYED,
);
