import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import type { ApiSchema } from '../../src/site/document.ts';
import type { ErrorExample } from './error-examples.ts';
import { describe, refTo } from './schemas.ts';
import type { Bilingual } from './texts.ts';

/** Name of the schema that has this error and no other: `LicenseAlreadyPresentError`, `InvalidGrantOAuthError`. */
export function errorSchemaName({ error: { definition }, oauthError }: ErrorExample): string {
  return oauthError === undefined ? `${pascal(definition.code)}Error` : `${pascal(oauthError)}OAuthError`;
}

/**
 * One error as a schema: status, type and literal text are constants, so that a client can tell its alternatives apart.
 * @param hasInvalid whether `invalid` is always there
 */
export function errorSchema(example: ErrorExample, hasInvalid: boolean, cause: Bilingual): ApiSchema {
  const { error, oauthError } = example;
  if (oauthError !== undefined)
    return { allOf: [refTo('OAuthError'), { type: 'object', properties: { error: constant(oauthError) } }] };
  const { status, type, message } = error.definition;
  const required = ['type', ...(message === null ? [] : ['message']), ...(hasInvalid ? ['invalid'] : [])];
  const narrowed = { type: constant(type), ...(message === null ? {} : { message: messageSchema(message) }) };
  return {
    ...describe(cause),
    allOf: [
      refTo('ErrorEnvelope'),
      {
        type: 'object',
        properties: {
          meta: { type: 'object', properties: { code: { type: 'integer', const: status } } },
          error: { type: 'object', required, properties: narrowed },
        },
      },
    ],
  };
}

const constant = (value: string) => ({ type: 'string', const: value });

/** `<type>` and other marks stand for any text. */
function messageSchema(message: ErrorDefinition['message'] & string): ApiSchema {
  const parts = message.split(/<\w+>/);
  if (parts.length === 1) return constant(message);
  return { type: 'string', pattern: `^${parts.map(escaped).join('.*')}$` };
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const pascal = (code: string): string =>
  code.replaceAll(/(?:^|[-_])(\w)/g, (_match, letter: string) => letter.toUpperCase());
