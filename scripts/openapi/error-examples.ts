import { oauthAnswer } from '../../src/api/error-answers.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { asksToken } from '../../src/auth/access.ts';
import type { ApiError, ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors } from '../../src/platform/errors/http-errors.ts';
import { exampleBody } from './examples.ts';
import { exchangeOf, firstExchange, type Recorded } from './recorded.ts';
import { exampleFor, examplePath } from './route-examples.ts';

/** An error in one of the forms in which a method answers. */
export type ErrorExample = {
  error: ApiError;
  /** Of the example in `components`; one that is of this method alone does not move there. */
  name: string;
  isOwn: boolean;
  status: number;
  /** `error` of RFC 6749, where it is in that form. */
  oauthError: string | undefined;
  value: unknown;
};

/** In the envelope, as RFC 6749 has it, or both, where what is sent decides. A real answer, where a test has met it. */
export async function errorExamples(
  route: AnyRoute,
  definition: ErrorDefinition,
  recorded: Recorded,
): Promise<ErrorExample[]> {
  const error = await exampleFor(route, definition);
  const name = exampleName(route, definition);
  const isOwn = definition === httpErrors.schemaInvalid;
  const answer = `${definition.status} ${definition.code}`;
  const met = exchangeOf(recorded, route, answer) ?? (isOwn ? undefined : firstExchange(recorded, answer));
  const inEnvelope: ErrorExample = {
    ...{ error, name, isOwn, status: definition.status, oauthError: undefined },
    value: met?.answer.body ?? exampleBody(error, isOwn ? examplePath(route) : undefined),
  };
  const { status, body } = oauthAnswer(error);
  const inOauth: ErrorExample = {
    ...{ error, name: `${name}.to-a-form`, isOwn, status, oauthError: body.error, value: body },
  };
  const [kind, kindToForm] = route.answers ?? [];
  if (kind === 'oauth') return [inOauth];
  return kindToForm === 'oauth' ? [inEnvelope, inOauth] : [inEnvelope];
}

/** The same error reads the same wherever it is answered, but for the scopes that it names. */
function exampleName({ access }: AnyRoute, { code }: ErrorDefinition): string {
  if (code !== httpErrors.scopeMissing.code || !asksToken(access)) return code;
  return `${code}.${access.scope.replaceAll(/[: ]/g, '-')}`;
}
