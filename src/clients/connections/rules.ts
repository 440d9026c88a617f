import type { Rule } from '../../platform/errors/rules.ts';
import { clientErrors as errors } from '../errors.ts';

export type NewConnectionFacts = { clientExists: boolean; consumerExists: boolean; isNew: boolean };

export const createConnectionRules: readonly Rule<NewConnectionFacts>[] = [
  {
    id: 'connection_client_known',
    step: '11.5',
    sentence: 'The client exists.',
    holds: ({ clientExists }) => clientExists,
    refusal: errors.clientUnknown,
    entry: '$.client_id',
  },
  {
    id: 'connection_consumer_known',
    step: '11.5',
    sentence: 'The MIS exists.',
    holds: ({ consumerExists }) => consumerExists,
    refusal: errors.clientUnknown,
    entry: '$.consumer_id',
  },
  {
    id: 'connection_new',
    step: '11.5',
    sentence: 'The two are not connected yet.',
    holds: ({ isNew }) => isNew,
    refusal: errors.connectionExists,
  },
];

/** `connection` is what was found, or written. */
export const connectionRules: readonly Rule<{ connection: object | undefined }>[] = [
  {
    id: 'connection_exists',
    step: '11.5',
    sentence: 'The connection exists.',
    holds: ({ connection }) => connection !== undefined,
    refusal: errors.connectionNotFound,
  },
];

export type RefreshFacts = {
  connection: { is_public: boolean; former_secret_is_valid: boolean } | undefined;
};

/** Of both methods that give a new secret. */
export const refreshSecretRules: readonly Rule<RefreshFacts>[] = [
  {
    id: 'connection_visible',
    step: '11.3',
    sentence: 'The connection exists, and the caller may refresh it: an owner those of the own legal entity.',
    holds: ({ connection }) => connection !== undefined,
    refusal: errors.connectionNotFound,
  },
  {
    id: 'connection_has_secret',
    step: '11.3',
    sentence: 'Neither side of the connection is a public client.',
    holds: ({ connection }) => connection?.is_public === false,
    refusal: errors.connectionIsPublic,
  },
  {
    id: 'former_secret_over',
    step: '11.3',
    sentence: 'The secret before the last refresh is over, or `immediately` ends it.',
    holds: ({ connection }) => connection?.former_secret_is_valid === false,
    refusal: errors.formerSecretInUse,
  },
];

export const ownClientRules: readonly Rule<{ isOwn: boolean }>[] = [
  {
    id: 'client_own',
    step: '11.3',
    sentence: 'The client is that of the token.',
    holds: ({ isOwn }) => isOwn,
    refusal: errors.clientNotFound,
  },
];
