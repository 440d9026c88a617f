import { readFile } from 'node:fs/promises';
import { routes } from '../../src/start/routes.ts';
import { type Components, operation } from './openapi-operation.ts';
import { SCHEMAS } from './openapi-schemas.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of every method: paths, security, bodies, all answers with examples of the errors. */
export async function openApiDocument(): Promise<Json> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const shared: Components = { schemas: { ...SCHEMAS }, responses: {}, examples: {} };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: await operation(route, shared) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'ЕСОЗ: licence registry and contract media storage',
      version,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
      description:
        'Generated from the declarations of the methods. Every error has a page section of the same name in docs/reference/errors.md; the order of the checks is in docs/reference/rules.md.',
    },
    servers: [{ url: 'http://127.0.0.1:4000', description: 'npm start' }],
    paths,
    components: {
      securitySchemes: {
        bearerToken: { type: 'http', scheme: 'bearer', description: 'An opaque token with scopes.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'API-key', description: 'The key of a MIS.' },
      },
      parameters: {
        RequestId: {
          name: 'X-Request-ID',
          in: 'header',
          description: 'Reused when it has this form, else replaced; returned in the header and in meta.',
          schema: { type: 'string', pattern: '^[A-Za-z0-9._#:-]{1,128}$' },
        },
        IfNoneMatch: {
          name: 'If-None-Match',
          in: 'header',
          description: 'The ETag of an earlier answer: 304 when nothing has changed since.',
          schema: { type: 'string' },
        },
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          description: 'The ETag of the licence as the caller knows it: 412 when it is another one by now.',
          schema: { type: 'string' },
        },
        IfUnmodifiedSince: {
          name: 'If-Unmodified-Since',
          in: 'header',
          description:
            'The Last-Modified of the licence as the caller knows it, in whole seconds: 412 when it was changed later.',
          schema: { type: 'string' },
        },
        IdempotencyKey: {
          name: 'X-Idempotency-Key',
          in: 'header',
          description: 'Repeating a request with its key within 24 hours returns the first answer again.',
          schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
        },
      },
      ...shared,
    },
  };
}
