import { type ChangingServices, changing } from '../../api/changing.ts';
import { PAGING_PARAMETERS, pagingOf, UUID_PARAMETER } from '../../api/query.ts';
import { defineRoute } from '../../api/route.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/pool.ts';
import { enforceRules } from '../../platform/errors/rules.ts';
import { idFrom, replacementBodySchema } from '../bodies.ts';
import {
  apiKeySchema,
  issuedApiKeySchema,
  newApiKeySchema,
  revocationSchema,
  revokeTokenBodySchema,
  rotatedApiKeySchema,
  TOKEN_STATES,
  tokenSchema,
} from './credential.ts';
import { issueApiKey, rotateApiKey } from './issue.ts';
import { apiKeyList, tokenList } from './lists.queries.ts';
import { type Revocation, revokeApiKey, revokeFamilyOf, revokeToken } from './revoke.ts';
import { issueKeyRules, revokeKeyRules, revokeTokenRules, rotateKeyRules } from './rules.ts';

const WRITE_KEYS = { scope: 'api_key:write', apiKey: 'always' } as const;
const REVOKED = { status: 200, description: 'What it came to.', data: revocationSchema } as const;
const STATE_PARAMETER = { values: TOKEN_STATES } as const;
/** Which of the four facts of the lists is asked for. */
const factsOf = (state: string | undefined) => TOKEN_STATES.map((each) => each === state);

const listApiKeysRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/api_keys',
  spec: '11.5',
  summary: 'List API keys',
  access: { scope: 'api_key:read', apiKey: 'always' },
  query: { client_id: UUID_PARAMETER, state: STATE_PARAMETER, ...PAGING_PARAMETERS },
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of API keys, never their values.',
    data: { type: 'array', items: apiKeySchema },
  },
  async handle({ query }, { db, clock }: { db: Database; clock: Clock }) {
    const values = [clock.now().toISOString(), query.client_id ?? null, ...factsOf(query.state)];
    const { rows, paging } = await apiKeyList.pages(db, pagingOf(query), values);
    return { data: rows, paging };
  },
});

const issueApiKeyRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/api_keys',
  spec: '11.5',
  summary: 'Issue API key',
  access: WRITE_KEYS,
  body: newApiKeySchema,
  answerIsSecret: true,
  success: { status: 201, description: 'The key, which is shown this once.', data: issuedApiKeySchema },
  rules: issueKeyRules,
  async handle(request, services: ChangingServices) {
    const client_id = request.body.client_id.toLowerCase();
    const { id, value } = await changing(request, services, (change) => issueApiKey(change, client_id));
    return { data: { id, client_id, value } };
  },
});

const rotateApiKeyRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/api_keys/:id/actions/rotate',
  spec: '11.5',
  summary: 'Rotate API key',
  access: WRITE_KEYS,
  body: replacementBodySchema,
  bodyIsOptional: true,
  answerIsSecret: true,
  success: {
    status: 200,
    description: 'The successor, which is shown this once, and when the key itself ends.',
    data: rotatedApiKeySchema,
  },
  rules: rotateKeyRules,
  async handle(request, services: ChangingServices) {
    const which = { id: idFrom(request.params.id), immediately: request.body.immediately === true };
    const { id, value, clientId, formerExpiresAt } = await changing(request, services, (change) =>
      rotateApiKey(change, which),
    );
    const former = { former_id: which.id, former_expires_at: formerExpiresAt };
    return { data: { id, client_id: clientId, value, ...former } };
  },
});

const revokeApiKeyRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/api_keys/:id/actions/revoke',
  spec: '11.5',
  summary: 'Revoke API key',
  access: WRITE_KEYS,
  success: REVOKED,
  rules: revokeKeyRules,
  async handle(request, services: ChangingServices) {
    const id = idFrom(request.params.id);
    const outcome = await changing(request, services, (change) => revokeApiKey(change, id));
    enforceRules(revokeKeyRules, { outcome }, request.observeRefusal);
    return { data: { id, outcome } };
  },
});

const listTokensRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/tokens',
  spec: '11.5',
  summary: 'List tokens',
  access: { scope: 'token:read', apiKey: 'always' },
  query: {
    client_id: UUID_PARAMETER,
    user_id: UUID_PARAMETER,
    state: STATE_PARAMETER,
    ...PAGING_PARAMETERS,
  },
  // There are as many as there were sign-ins: all of them nobody reads.
  anyOf: ['client_id', 'user_id'],
  lane: 'lists',
  success: {
    status: 200,
    description: 'A page of the tokens of a client or a user, never their values.',
    data: { type: 'array', items: tokenSchema },
  },
  async handle({ query }, { db, clock }: { db: Database; clock: Clock }) {
    const { client_id = null, user_id = null, state } = query;
    const values = [clock.now().toISOString(), client_id, user_id, ...factsOf(state)];
    const { rows, paging } = await tokenList.pages(db, pagingOf(query), values);
    return { data: rows, paging };
  },
});

const revokeTokenRoute = defineRoute({
  method: 'PATCH',
  path: '/api/admin/tokens/:id/actions/revoke',
  spec: '11.5',
  summary: 'Revoke token',
  access: { scope: 'token:write', apiKey: 'always' },
  body: revokeTokenBodySchema,
  bodyIsOptional: true,
  success: REVOKED,
  rules: revokeTokenRules,
  async handle(request, services: ChangingServices) {
    const id = idFrom(request.params.id);
    const revoke = request.body.family === true ? revokeFamilyOf : revokeToken;
    const outcome: Revocation = await changing(request, services, (change) => revoke(change, id));
    enforceRules(revokeTokenRules, { outcome }, request.observeRefusal);
    return { data: { id, outcome } };
  },
});

/** The administration of API keys and tokens (SPEC 11.5). */
export const credentialRoutes = [
  listApiKeysRoute,
  issueApiKeyRoute,
  rotateApiKeyRoute,
  revokeApiKeyRoute,
  listTokensRoute,
  revokeTokenRoute,
];
