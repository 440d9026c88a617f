// Generated from openapi/openapi.json by `npm run docs`; do not edit.
import { BARE, FORM, KEYED } from './call.ts';
import { operation } from './operation.ts';
import type { Operation } from './types.ts';

/** Create license. */
export const createLicense: Operation<'createLicense'> = /* @__PURE__ */ operation(
  'POST',
  '/api/licenses',
  KEYED,
);
/** Get licenses. */
export const getLicenses: Operation<'getLicenses'> = /* @__PURE__ */ operation('GET', '/api/licenses');
/** Generate media storage link. */
export const generateMediaStorageLink: Operation<'generateMediaStorageLink'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/contracts/media_storage/generate_url',
  KEYED,
);
/** List media storage files. */
export const listMediaStorageFiles: Operation<'listMediaStorageFiles'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/contracts/media_storage/files',
);
/** List media storage links. */
export const listMediaStorageLinks: Operation<'listMediaStorageLinks'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/contracts/media_storage/links',
);
/** Get license. */
export const getLicense: Operation<'getLicense'> = /* @__PURE__ */ operation('GET', '/api/licenses/{id}');
/** Update license. */
export const updateLicense: Operation<'updateLicense'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/licenses/{id}',
  KEYED,
);
/** Validate license. */
export const validateLicense: Operation<'validateLicense'> = /* @__PURE__ */ operation(
  'POST',
  '/api/licenses/validation',
  KEYED,
);
/** Get additional license types. */
export const getAdditionalLicenseTypes: Operation<'getAdditionalLicenseTypes'> = /* @__PURE__ */ operation(
  'GET',
  '/api/licenses/additional_types',
);
/** Get history of own license. */
export const getHistoryOfOwnLicense: Operation<'getHistoryOfOwnLicense'> = /* @__PURE__ */ operation(
  'GET',
  '/api/licenses/{id}/history',
);
/** Get legal entities V2. */
export const getLegalEntitiesV2: Operation<'getLegalEntitiesV2'> = /* @__PURE__ */ operation(
  'GET',
  '/api/v2/legal_entities',
);
/** Get legal entity by ID V2. */
export const getLegalEntityByIdV2: Operation<'getLegalEntityByIdV2'> = /* @__PURE__ */ operation(
  'GET',
  '/api/v2/legal_entities/{id}',
);
/** Get dictionaries. */
export const getDictionaries: Operation<'getDictionaries'> = /* @__PURE__ */ operation(
  'GET',
  '/api/dictionaries',
);
/** Get dictionaries V2. */
export const getDictionariesV2: Operation<'getDictionariesV2'> = /* @__PURE__ */ operation(
  'GET',
  '/api/v2/dictionaries',
);
/** Get licenses across legal entities. */
export const getLicensesAcrossLegalEntities: Operation<'getLicensesAcrossLegalEntities'> =
  /* @__PURE__ */ operation('GET', '/api/admin/licenses');
/** Get license history. */
export const getLicenseHistory: Operation<'getLicenseHistory'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/licenses/{id}/history',
);
/** List events. */
export const listEvents: Operation<'listEvents'> = /* @__PURE__ */ operation('GET', '/api/admin/events');
/** Get client connections. */
export const getClientConnections: Operation<'getClientConnections'> = /* @__PURE__ */ operation(
  'GET',
  '/api/clients/{id}/connections',
);
/** Refresh client secret. */
export const refreshClientSecret: Operation<'refreshClientSecret'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/clients/{id}/connections/{connection_id}/actions/refresh_secret',
  KEYED,
);
/** List clients. */
export const listClients: Operation<'listClients'> = /* @__PURE__ */ operation('GET', '/api/admin/clients');
/** Register client. */
export const registerClient: Operation<'registerClient'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/clients',
  KEYED,
);
/** Get client. */
export const getClient: Operation<'getClient'> = /* @__PURE__ */ operation('GET', '/api/admin/clients/{id}');
/** Update client. */
export const updateClient: Operation<'updateClient'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/clients/{id}',
  KEYED,
);
/** Block client. */
export const blockClient: Operation<'blockClient'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/clients/{id}/actions/block',
  KEYED,
);
/** Unblock client. */
export const unblockClient: Operation<'unblockClient'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/clients/{id}/actions/unblock',
  KEYED,
);
/** List connections. */
export const listConnections: Operation<'listConnections'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/connections',
);
/** Create connection. */
export const createConnection: Operation<'createConnection'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/connections',
  KEYED,
);
/** Update connection. */
export const updateConnection: Operation<'updateConnection'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/connections/{id}',
  KEYED,
);
/** Refresh secret of connection. */
export const refreshSecretOfConnection: Operation<'refreshSecretOfConnection'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/connections/{id}/actions/refresh_secret',
  KEYED,
);
/** Block connection. */
export const blockConnection: Operation<'blockConnection'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/connections/{id}/actions/block',
  KEYED,
);
/** Unblock connection. */
export const unblockConnection: Operation<'unblockConnection'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/connections/{id}/actions/unblock',
  KEYED,
);
/** List API keys. */
export const listApiKeys: Operation<'listApiKeys'> = /* @__PURE__ */ operation('GET', '/api/admin/api_keys');
/** Issue API key. */
export const issueApiKey: Operation<'issueApiKey'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/api_keys',
  KEYED,
);
/** Rotate API key. */
export const rotateApiKey: Operation<'rotateApiKey'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/api_keys/{id}/actions/rotate',
  KEYED,
);
/** Revoke API key. */
export const revokeApiKey: Operation<'revokeApiKey'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/api_keys/{id}/actions/revoke',
);
/** List tokens. */
export const listTokens: Operation<'listTokens'> = /* @__PURE__ */ operation('GET', '/api/admin/tokens');
/** Revoke token. */
export const revokeToken: Operation<'revokeToken'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/tokens/{id}/actions/revoke',
  KEYED,
);
/** Issue tokens. */
export const issueTokens: Operation<'issueTokens'> = /* @__PURE__ */ operation('POST', '/oauth/tokens');
/** Get own identity. */
export const getOwnIdentity: Operation<'getOwnIdentity'> = /* @__PURE__ */ operation('GET', '/auth/me');
/** Log out. */
export const logOut: Operation<'logOut'> = /* @__PURE__ */ operation('POST', '/auth/logout');
/** Revoke own token. */
export const revokeOwnToken: Operation<'revokeOwnToken'> = /* @__PURE__ */ operation(
  'POST',
  '/oauth/revoke',
  FORM | BARE,
);
/** Introspect token. */
export const introspectToken: Operation<'introspectToken'> = /* @__PURE__ */ operation(
  'POST',
  '/oauth/introspect',
  FORM | BARE,
);
/** Verify token. */
export const verifyToken: Operation<'verifyToken'> = /* @__PURE__ */ operation(
  'GET',
  '/admin/tokens/{value}/verify',
);
/** Get authorization server metadata. */
export const getAuthorizationServerMetadata: Operation<'getAuthorizationServerMetadata'> =
  /* @__PURE__ */ operation('GET', '/.well-known/oauth-authorization-server', BARE);
/** List users. */
export const listUsers: Operation<'listUsers'> = /* @__PURE__ */ operation('GET', '/api/admin/users');
/** Create user. */
export const createUser: Operation<'createUser'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/users',
  KEYED,
);
/** Get user. */
export const getUser: Operation<'getUser'> = /* @__PURE__ */ operation('GET', '/api/admin/users/{id}');
/** Change email of user. */
export const changeEmailOfUser: Operation<'changeEmailOfUser'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/users/{id}',
  KEYED,
);
/** Set roles of user. */
export const setRolesOfUser: Operation<'setRolesOfUser'> = /* @__PURE__ */ operation(
  'PUT',
  '/api/admin/users/{id}/roles',
  KEYED,
);
/** Block user. */
export const blockUser: Operation<'blockUser'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/users/{id}/actions/block',
  KEYED,
);
/** Unblock user. */
export const unblockUser: Operation<'unblockUser'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/users/{id}/actions/unblock',
  KEYED,
);
/** Create password link. */
export const createPasswordLink: Operation<'createPasswordLink'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/users/{id}/password_links',
  KEYED,
);
/** List roles. */
export const listRoles: Operation<'listRoles'> = /* @__PURE__ */ operation('GET', '/api/admin/roles');
/** Create legal entity. */
export const createLegalEntity: Operation<'createLegalEntity'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/legal_entities',
  KEYED,
);
/** Correct legal entity. */
export const correctLegalEntity: Operation<'correctLegalEntity'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/legal_entities/{id}',
  KEYED,
);
/** Change status of legal entity. */
export const changeStatusOfLegalEntity: Operation<'changeStatusOfLegalEntity'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/legal_entities/{id}/actions/change_status',
  KEYED,
);
/** Add dictionary value. */
export const addDictionaryValue: Operation<'addDictionaryValue'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/dictionaries/{name}/values',
  KEYED,
);
/** Change dictionary value. */
export const changeDictionaryValue: Operation<'changeDictionaryValue'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/dictionaries/{name}/values/{code}',
  KEYED,
);
/** List parameters. */
export const listParameters: Operation<'listParameters'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/parameters',
);
/** Set parameter. */
export const setParameter: Operation<'setParameter'> = /* @__PURE__ */ operation(
  'PUT',
  '/api/admin/parameters/{name}',
  KEYED,
);
/** Unset parameter. */
export const unsetParameter: Operation<'unsetParameter'> = /* @__PURE__ */ operation(
  'DELETE',
  '/api/admin/parameters/{name}',
);
/** Search audit log. */
export const searchAuditLog: Operation<'searchAuditLog'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/audit_log',
);
/** Verify audit log. */
export const verifyAuditLog: Operation<'verifyAuditLog'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/audit_log/verification',
);
/** Get status. */
export const getStatus: Operation<'getStatus'> = /* @__PURE__ */ operation('GET', '/api/admin/status');
/** List webhooks. */
export const listWebhooks: Operation<'listWebhooks'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/webhooks',
);
/** Add webhook. */
export const addWebhook: Operation<'addWebhook'> = /* @__PURE__ */ operation(
  'POST',
  '/api/admin/webhooks',
  KEYED,
);
/** Change webhook. */
export const changeWebhook: Operation<'changeWebhook'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/webhooks/{id}',
  KEYED,
);
/** Remove webhook. */
export const removeWebhook: Operation<'removeWebhook'> = /* @__PURE__ */ operation(
  'DELETE',
  '/api/admin/webhooks/{id}',
);
/** Rotate secret of webhook. */
export const rotateSecretOfWebhook: Operation<'rotateSecretOfWebhook'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/webhooks/{id}/actions/rotate_secret',
  KEYED,
);
/** List dead letters of webhook. */
export const listDeadLettersOfWebhook: Operation<'listDeadLettersOfWebhook'> = /* @__PURE__ */ operation(
  'GET',
  '/api/admin/webhooks/{id}/dead_letters',
);
/** Retry dead letters of webhook. */
export const retryDeadLettersOfWebhook: Operation<'retryDeadLettersOfWebhook'> = /* @__PURE__ */ operation(
  'PATCH',
  '/api/admin/webhooks/{id}/actions/retry',
  KEYED,
);
