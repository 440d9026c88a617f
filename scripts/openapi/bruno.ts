import type { ApiDocument, Exchange, HttpMethod, Operation } from '#api-document';
import type { Recorded } from './recorded.ts';

/** A call of the collection: a method's success as it was played. */
type Played = { template: string; outcome: string; operation: Operation; exchange: Exchange };
/** A value that the answer of one call shows and a later one needs. */
type Capture = { variable: string; from: string };

const FOLDER = 'openapi/bruno';
/** What the calls made, and nobody knows before: ids, and texts in place of secrets. */
const MADE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|not-a-secret-[\w-]+/g;
const OF_DEMO = /^(\d)\1{7}-/;
const CREDENTIAL = /\bdemo-[\w-]+/g;
const CODE = 'code-from-the-sign-in-page';

/**
 * The collection of Bruno: a request a success, by tag, in the order in which they can be sent one after the other, with what
 * one answer gives the next. Tokens and keys are variables of the environment, those of the demo. Files by their names.
 */
export function brunoCollection(document: ApiDocument, recorded: Recorded): Record<string, string> {
  const calls = inOrder(playedIn(document, recorded));
  const shown = new Map<string, Capture>();
  const needed = new Set<string>();
  for (const { exchange, operation } of calls) {
    for (const [value] of JSON.stringify(exchange.request).matchAll(MADE))
      if (shown.has(value)) needed.add(value);
    for (const [value, capture] of valuesOf(exchange, operation))
      if (!shown.has(value)) shown.set(value, capture);
  }
  const used = new Map([...shown].filter(([value]) => needed.has(value)));
  const environment = new Map([['url', document.servers[0]?.url as string]]);
  const files = calls.map((call, at) => {
    const [tag] = call.operation.tags;
    const { operationId } = call.operation;
    const isFirst = calls.findIndex(({ operation }) => operation === call.operation) === at;
    const name = isFirst ? operationId : `${operationId}-${call.outcome}`;
    return [
      `${FOLDER}/${folderOf(tag as string)}/${name}.bru`,
      requestFile(call, { name, seq: at + 1, used, environment }),
    ];
  });
  const tags = document.tags.map((tag, at) => [
    `${FOLDER}/${folderOf(tag.name)}/folder.bru`,
    `meta {\n  name: ${tag['x-name-uk']}\n  seq: ${at + 1}\n}\n`,
  ]);
  const variables = [...environment].map(([name, value]) => `  ${name}: ${value}\n`).join('');
  return {
    [`${FOLDER}/bruno.json`]: `${JSON.stringify({ version: '1', name: document.info['x-title-uk'], type: 'collection' }, null, 2)}\n`,
    [`${FOLDER}/environments/demo.bru`]: `vars {\n${variables}}\n`,
    ...Object.fromEntries([...tags, ...files]),
  };
}

const folderOf = (tag: string) => tag.toLowerCase().replaceAll(/\W+/g, '-');

function playedIn({ paths }: ApiDocument, recorded: Recorded): Played[] {
  return Object.entries(recorded).flatMap(([name, outcomes]) => {
    const [method, template] = name.split(' ') as [string, string];
    const operation = paths[template]?.[method.toLowerCase() as HttpMethod];
    if (operation === undefined) return [];
    return Object.entries(outcomes)
      .filter(([outcome]) => outcome.startsWith('2'))
      .map(([outcome, exchange]) => ({ template, outcome, operation, exchange }));
  });
}

/** As they were played, but that whatever needs a value comes after what gives it. */
function inOrder(calls: readonly Played[]): Played[] {
  const givers = new Map<string, Played>();
  for (const call of calls)
    for (const [value] of valuesOf(call.exchange, call.operation))
      if (!givers.has(value)) givers.set(value, call);
  const needs = (call: Played) => JSON.stringify(call.exchange.request).match(MADE) ?? [];
  const ordered: Played[] = [];
  let waiting = [...calls];
  while (waiting.length > 0) {
    const isOpen = (giver: Played | undefined) => giver !== undefined && waiting.includes(giver);
    const next = waiting.find((call) => !needs(call).some((value) => isOpen(givers.get(value))));
    if (next === undefined) throw new Error('the calls of the examples need each other');
    ordered.push(next);
    waiting = waiting.filter((call) => call !== next);
  }
  return ordered;
}

/** Every made value of an answer, with the variable that it can be kept in. */
function valuesOf({ answer }: Exchange, { operationId }: Operation): [string, Capture][] {
  const found: [string, Capture][] = [];
  const walk = (value: unknown, place: string) => {
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        walk(inner, Array.isArray(value) ? `${place}[${name}]` : `${place}.${name}`);
    if (typeof value !== 'string' || value.replace(MADE, '') !== '' || OF_DEMO.test(value)) return;
    const variable = `${operationId}_${place.replace(/^\.(data\.)?/, '').replaceAll(/\W+/g, '_')}`;
    found.push([value, { variable, from: `res.body${place}` }]);
  };
  walk(answer.body, '');
  return found.filter(([, { from }]) => !from.startsWith('res.body.meta'));
}

type Surroundings = {
  name: string;
  seq: number;
  used: ReadonlyMap<string, Capture>;
  /** Filled on the way. */
  environment: Map<string, string>;
};

function requestFile(call: Played, { name, seq, used, environment }: Surroundings): string {
  const { operation, exchange, template } = call;
  const { request, answer } = exchange;
  const asVariables = (text: string): string =>
    text
      .replace(MADE, (value) => (used.has(value) ? `{{${used.get(value)?.variable}}}` : value))
      .replace(CREDENTIAL, (value) => kept(environment, value.replaceAll('-', '_'), value))
      .replace(CODE, (value) => kept(environment, 'code', value));
  const [path = '', query] = request.path.split('?');
  const values = path.split('/');
  const inPath = template
    .split('/')
    .flatMap((segment, at) =>
      segment.startsWith('{') ? [[segment.slice(1, -1), values[at] as string]] : [],
    );
  const target = template.replace(/\{(\w+)\}/g, ':$1') + (query === undefined ? '' : `?${query}`);
  const isForm = request.headers['Content-Type']?.includes('form') === true;
  const kind = request.body === undefined ? 'none' : isForm ? 'formUrlEncoded' : 'json';
  const captures = valuesOf(exchange, operation).filter(
    ([value, { from }]) => used.get(value)?.from === from,
  );
  return [
    block('meta', { name, type: 'http', seq: String(seq) }),
    block(request.method.toLowerCase(), { url: `{{url}}${asVariables(target)}`, body: kind, auth: 'none' }),
    query === undefined
      ? ''
      : block('params:query', mapped(Object.fromEntries(new URLSearchParams(query)), asVariables)),
    inPath.length === 0 ? '' : block('params:path', mapped(Object.fromEntries(inPath), asVariables)),
    Object.keys(request.headers).length === 0 ? '' : block('headers', mapped(request.headers, asVariables)),
    kind === 'none'
      ? ''
      : isForm
        ? block('body:form-urlencoded', mapped(request.body as Record<string, string>, asVariables))
        : text('body:json', asVariables(JSON.stringify(request.body, null, 2))),
    captures.length === 0
      ? ''
      : block(
          'vars:post-response',
          Object.fromEntries(captures.map(([, { variable, from }]) => [variable, from])),
        ),
    block('assert', { 'res.status': `eq ${answer.status}` }),
    text(
      'docs',
      `**${operation['x-summary-uk']}** · ${operation.summary}\n\n{{url}}/docs/reference/${operation.operationId}`,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function kept(environment: Map<string, string>, name: string, value: string): string {
  environment.set(name, value);
  return `{{${name}}}`;
}

const mapped = (values: Record<string, string>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const block = (name: string, values: Record<string, string>): string =>
  `${name} {\n${Object.entries(values)
    .map(([key, value]) => `  ${key}: ${value}\n`)
    .join('')}}\n`;

const text = (name: string, content: string): string =>
  `${name} {\n${content.replaceAll(/^(?=.)/gm, '  ')}\n}\n`;
