import { oauthAnswer } from '../../src/api/error-answers.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import type { ApiError, ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { exampleBody } from './examples.ts';
import { exampleFor, examplePath, isSameEverywhere } from './route-examples.ts';

/** An error in one of the forms in which a method answers. */
export type ErrorExample = {
  error: ApiError;
  name: string;
  status: number;
  /** Name of the schema of its form. */
  schema: 'ErrorEnvelope' | 'OAuthError';
  value: object;
};

/** In the envelope, as RFC 6749 has it, or both, where what is sent decides. */
export async function errorExamples(route: AnyRoute, definition: ErrorDefinition): Promise<ErrorExample[]> {
  const error = await exampleFor(route, definition);
  const name = definition.code;
  const inEnvelope: ErrorExample = {
    ...{ error, name, status: definition.status, schema: 'ErrorEnvelope' },
    value: exampleBody(error, isSameEverywhere(definition) ? undefined : examplePath(route)),
  };
  const { status, body } = oauthAnswer(error);
  const inOauth: ErrorExample = {
    ...{ error, name: `${name}-to-a-form`, status, schema: 'OAuthError' },
    value: body,
  };
  const [kind, kindToForm] = route.answers ?? [];
  if (kind === 'oauth') return [inOauth];
  return kindToForm === 'oauth' ? [inEnvelope, inOauth] : [inEnvelope];
}
