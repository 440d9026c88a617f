import type { ApiSchema } from '#api-document';
import type { ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import type { ErrorExample } from './error-examples.ts';
import { refTo } from './schemas.ts';

/** Name of the schema that has this error and no other: `LicenseAlreadyPresentError`, `InvalidGrantOAuthError`. */
export function errorSchemaName({ error: { definition }, oauthError }: ErrorExample): string {
  return oauthError === undefined ? `${pascal(definition.code)}Error` : `${pascal(oauthError)}OAuthError`;
}

/**
 * One error as a schema: status, type and literal text are constants, so that a client can tell its alternatives apart.
 * @param hasInvalid whether `invalid` is always there
 */
export function errorSchema(example: ErrorExample, hasInvalid: boolean): ApiSchema {
  const { error, oauthError } = example;
  if (oauthError !== undefined) return narrowed('OAuthError', { error: constant(oauthError) });
  const { status, type, message } = error.definition;
  const literal: ApiSchema = {
    type: constant(type),
    ...(message === null ? {} : { message: messageSchema(message) }),
    ...(hasInvalid ? { invalid: { type: 'array', items: refTo('Invalid') } } : {}),
  };
  return narrowed('ErrorEnvelope', {
    meta: refTo(metaName(status)),
    error: narrowed('ErrorDetails', literal, Object.keys(literal)),
  });
}

/** `meta` of an error, of which the status is known. */
export const metaSchema = (status: number): ApiSchema =>
  narrowed('Meta', {
    code: { type: 'integer', const: status },
    type: constant('object'),
  });

export const metaName = (status: number): string => `MetaOf${status}`;

/** @param required of the properties, those that the wider schema leaves open */
function narrowed(wider: string, properties: Record<string, unknown>, required: string[] = []): ApiSchema {
  const own = { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
  return { allOf: [refTo(wider), own] };
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
