import { formatted } from '../docs/format-json.ts';
import { type ClientMethod, methodsOf, readDocument } from './document.ts';

/** `client/src/operations.ts`: a function a method. */
export async function operationsFile(): Promise<string> {
  const methods = methodsOf(await readDocument());
  const lines = methods.map(({ id, method, path, summary, ...rest }) => {
    const traits = traitsOf(rest);
    const made = `/* @__PURE__ */ operation('${method}', '${path}'${traits})`;
    return `/** ${summary}. */\nexport const ${id}: Operation<'${id}'> = ${made};`;
  });
  const text = [
    '// Generated from openapi/openapi.json by `npm run docs`; do not edit.',
    "import { BARE, FORM, KEYED } from './call.ts';",
    "import { operation } from './operation.ts';",
    "import type { Operation } from './types.ts';",
    '',
    ...lines,
    '',
  ].join('\n');
  return formatted('operations.ts', text);
}

function traitsOf({
  parameters,
  body,
  isBare,
}: Omit<ClientMethod, 'id' | 'method' | 'path' | 'summary'>): string {
  const traits = [
    ...(parameters.some(({ name }) => name.toLowerCase() === 'x-idempotency-key') ? ['KEYED'] : []),
    ...(body?.isForm ? ['FORM'] : []),
    ...(isBare ? ['BARE'] : []),
  ];
  return traits.length === 0 ? '' : `, ${traits.join(' | ')}`;
}
