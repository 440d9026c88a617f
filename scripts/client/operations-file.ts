import { type ClientMethod, methodsOf, readDocument } from './document.ts';

/** `client/src/operations.ts`: a line a method. */
export async function operationsFile(): Promise<string> {
  const methods = methodsOf(await readDocument());
  const lines = methods.map(({ id, method, path, summary, ...rest }) => {
    const traits = traitsOf(rest);
    return `/** ${summary}. */\nexport const ${id} = /* @__PURE__ */ operation<'${id}'>('${method}', '${path}'${traits});`;
  });
  return [
    '// Generated from openapi/openapi.json by `npm run docs`; do not edit.',
    "import { BARE, FORM, KEYED } from './call.ts';",
    "import { operation } from './operation.ts';",
    '',
    ...lines,
    '',
  ].join('\n');
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
