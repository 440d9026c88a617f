import { readFile } from 'node:fs/promises';
import type { ApiDocument } from '#api-document';
import { routes } from '../../src/start/routes.ts';
import { describedChecks } from './checks.ts';
import { commonComponents } from './components.ts';
import { describedErrors } from './errors.ts';
import { answerHeaders } from './headers.ts';
import { operation } from './operation.ts';
import { headerParameters } from './parameters.ts';
import { pathOf, readRecorded } from './recorded.ts';
import { describe } from './schemas.ts';
import { describedTags, tagProblems } from './tags.ts';
import { readTexts, type Texts } from './texts.ts';

/**
 * The OpenAPI 3.1 document: every method with its access, its parameters, its rules and all its answers.
 * @throws Error that names every text that is missing from `openapi/texts/`, or that nobody needs
 */
export async function openApiDocument(): Promise<object> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const texts = await readTexts();
  const recorded = await readRecorded();
  const components = commonComponents(texts, recorded);
  const paths: ApiDocument['paths'] = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: await operation(route, components) };
  }
  const { schemas, responses, examples } = components;
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'ЕСОЗ: licence registry and contract media storage',
      'x-title-uk': 'ЕСОЗ: реєстр ліцензій і сховище файлів договорів',
      version,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
      ...describe(texts.introduction),
    },
    servers: [{ url: 'http://127.0.0.1:4000' }],
    tags: describedTags(texts),
    'x-checks': describedChecks(texts),
    paths,
    components: {
      securitySchemes: securitySchemes(texts),
      parameters: headerParameters(texts),
      headers: answerHeaders(texts),
      ...{ schemas, responses, examples },
    },
    'x-errors': describedErrors(texts, recorded),
  };
  const problems = [...texts.problems(), ...tagProblems(texts)];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return document;
}

const securitySchemes = (texts: Texts) => ({
  bearerToken: { type: 'http', scheme: 'bearer', ...describe(texts.parameter('Authorization')) },
  apiKey: { type: 'apiKey', in: 'header', name: 'API-key', ...describe(texts.parameter('API-key')) },
});
