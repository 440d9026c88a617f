import type { ApiContent, ApiExample, ApiSchema, Operation } from '#api-document';
import type { AnyRoute } from '../../src/api/route.ts';
import { type Access, asksApiKey, asksToken, parseScopes } from '../../src/auth/access.ts';
import { oauthErrors } from '../../src/oauth/errors.ts';
import type { Components } from './components.ts';
import { parametersOf } from './parameters.ts';
import { exchangeOf, withoutAnswerBody } from './recorded.ts';
import { responsesOf } from './responses.ts';
import { errorsOf } from './route-errors.ts';
import { rulesOf, withRules } from './rules.ts';
import { describe, published } from './schemas.ts';

/** One method; what it shares with others is added to `components`. */
export async function operation(route: AnyRoute, components: Components): Promise<Operation & ApiSchema> {
  const { summary, access, spec, success } = route;
  const { texts, recorded } = components;
  const operationId = operationIdOf(route);
  const text = texts.method(operationId);
  const rules = rulesOf(route, texts);
  const exchange = exchangeOf(recorded, route, String(success.status));
  return {
    operationId,
    summary,
    'x-summary-uk': text.summary,
    ...describe(withRules(text.description, route, rules)),
    tags: texts.tags.filter(({ methods }) => methods.includes(operationId)).map(({ name }) => name),
    'x-spec': spec,
    'x-access': accessOf(route),
    'x-rules': rules,
    ...(exchange === undefined ? {} : { 'x-exchange': withoutAnswerBody(exchange) }),
    security: securityOf(access),
    parameters: parametersOf(route, operationId, texts),
    ...requestBodyOf(route, components),
    responses: await responsesOf(route, operationId, components),
  };
}

/** Also the name of the method in clients and the address of its page. */
export function operationIdOf({ summary }: AnyRoute): string {
  return summary.toLowerCase().replace(/[^a-z0-9]+(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

function accessOf(route: AnyRoute): Operation['x-access'] {
  const { access } = route;
  if (errorsOf(route).includes(oauthErrors.clientInvalid)) return { scope: null, apiKey: 'broker' };
  if (typeof access === 'string') return { scope: null, apiKey: 'never' };
  if (!asksToken(access)) return { scope: null, apiKey: 'always' };
  return { scope: access.scope, apiKey: access.apiKey };
}

function securityOf(access: Access): object[] {
  if (typeof access === 'string') return [];
  if (!asksToken(access)) return [{ apiKey: [] }];
  const token = { bearerToken: parseScopes(access.scope) };
  // A client of access type BROKER needs the key as well; a DIRECT one may leave it out.
  return asksApiKey(access) ? [{ apiKey: [], ...token }] : [token, { apiKey: [], ...token }];
}

function requestBodyOf(route: AnyRoute, components: Components): Pick<Operation, 'requestBody'> {
  const { body, bodyIsOptional, form, success } = route;
  const contentOf = (schema: unknown, status: number | undefined): ApiContent => {
    const met = exchangeOf(components.recorded, route, String(status))?.request.body;
    const examples: Record<string, ApiExample> =
      met === undefined ? {} : { [String(status)]: { summary: success.description, value: met } };
    return { schema: published(schema, components), ...(met === undefined ? {} : { examples }) };
  };
  const ofForm = success.toForm?.status ?? success.status;
  const content = {
    ...(body === undefined ? {} : { 'application/json': contentOf(body, success.status) }),
    ...(form === undefined ? {} : { 'application/x-www-form-urlencoded': contentOf(form, ofForm) }),
  };
  return Object.keys(content).length === 0
    ? {}
    : { requestBody: { required: bodyIsOptional !== true, content } };
}
