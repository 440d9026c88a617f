import type { IncomingMessage } from 'node:http';
import { readConditions } from '../../src/api/conditions.ts';
import { readQuery } from '../../src/api/query.ts';
import type { AnyRoute } from '../../src/api/route.ts';
import { asksToken } from '../../src/auth/access.ts';
import { ApiError, type ErrorDefinition } from '../../src/platform/errors/error-definition.ts';
import { httpErrors, schemaInvalid } from '../../src/platform/errors/http-errors.ts';
import { compileValidator } from '../../src/platform/json/validator.ts';
import { exampleOf, exampleRefusals } from './examples.ts';

/** An error as this method answers it: with its own scope, its own schema, its own rules. */
export async function exampleFor(route: AnyRoute, definition: ErrorDefinition): Promise<ApiError> {
  if (definition === httpErrors.scopeMissing && asksToken(route.access))
    return new ApiError(definition, { values: { scopes: route.access.scope.replaceAll(' ', ', ') } });
  if (definition === httpErrors.schemaInvalid) return schemaInvalid(await schemaMistakes(route));
  return exampleRefusals(route).find((error) => error.definition === definition) ?? exampleOf(definition);
}

/** One mistake that the method's schema finds: an empty body, a query parameter given twice, a condition that is none. */
async function schemaMistakes(route: AnyRoute) {
  const { query = {} } = route;
  const body = route.body ?? route.form;
  if (body !== undefined) return compileValidator(body)({}).slice(0, 1);
  const [name, parameter] = Object.entries(query)[0] ?? [];
  if (name === undefined || parameter === undefined) {
    const rawHeaders = ['If-Match', 'unquoted'];
    const request = { headers: { 'if-match': 'unquoted' }, rawHeaders } as unknown as IncomingMessage;
    return readConditions(request, route).invalid;
  }
  const { invalid } = await readQuery(`/?${name}=1&${name}=1`, { [name]: parameter }, async () => []);
  return invalid;
}

/** The path of a method with its parameters filled in. */
export function examplePath({ path }: AnyRoute): string {
  return path.replace(/:\w+/g, '01a2010c-045b-775c-a63f-736787cc8a6f');
}
