import type { Rule } from '../../platform/errors/rules.ts';
import { clientErrors as errors } from '../errors.ts';

export const createClientRules: readonly Rule<{ isNew: boolean }>[] = [
  {
    id: 'client_new',
    step: '11.5',
    sentence: 'No client has this id yet.',
    holds: ({ isNew }) => isNew,
    refusal: errors.clientExists,
  },
];

/** `client` is what was found, or written. */
export const clientRules: readonly Rule<{ client: object | undefined }>[] = [
  {
    id: 'client_exists',
    step: '11.5',
    sentence: 'The client exists.',
    holds: ({ client }) => client !== undefined,
    refusal: errors.clientNotFound,
  },
];

export const blockClientRules: readonly Rule<{ client: object | undefined; isOwn: boolean }>[] = [
  ...clientRules,
  {
    id: 'client_not_own',
    step: '11.5',
    sentence: 'It is not the client of the token.',
    holds: ({ isOwn }) => !isOwn,
    refusal: errors.clientBlocksItself,
  },
];
