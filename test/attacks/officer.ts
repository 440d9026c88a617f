import { randomBytes, randomUUID } from 'node:crypto';

const clientId = randomUUID();
const token = randomBytes(32).toString('base64url');
const apiKey = randomBytes(32).toString('base64url');

/** Everything a caller may be allowed at all, as options of a call. */
export const officer = { token, headers: { 'api-key': apiKey } };

export const OFFICER_WORLD = {
  clients: [{ id: clientId, type: 'NHS' }],
  tokens: [
    {
      value: token,
      client_id: clientId,
      user_id: randomUUID(),
      scope:
        'license:read license:write legal_entity:read events:read license_history:read license_expiry:read private_contracts:read private_contracts:write',
      expires_in: 3600,
    },
  ],
  api_keys: [{ value: apiKey, client_id: clientId }],
};
