import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { requireTool } from '../fixtures/tools.ts';

type Pair = { name: string; value: string; enabled: boolean };
/** A request as Bruno's own parser reads it. */
export type BrunoRequest = {
  meta: { name: string; seq: string };
  http: { method: string; url: string; body: string };
  params?: (Pair & { type: 'query' | 'path' })[];
  headers?: Pair[];
  body?: { json?: string; formUrlEncoded?: Pair[] };
  vars?: { res?: Pair[] };
  assertions?: Pair[];
};
type Variables = Record<string, string>;
type Parser = {
  bruToJsonV2(text: string): BrunoRequest;
  bruToEnvJsonV2(text: string): { variables: Pair[] };
};

/** The requests of a collection in the order of their numbers, and the variables of its demo. */
export async function readCollection(folder: string) {
  const { bruToJsonV2, bruToEnvJsonV2 } = requireTool('@usebruno/lang') as Parser;
  const names = await Array.fromAsync(glob(`${folder}/*/*.bru`));
  const isRequest = (name: string) => !/\/(environments|folder\.bru)/.test(name.slice(folder.length));
  const texts = await Promise.all(names.filter(isRequest).map((name) => readFile(name, 'utf8')));
  const requests = texts
    .map(bruToJsonV2)
    .toSorted((one, other) => Number(one.meta.seq) - Number(other.meta.seq));
  const demo = bruToEnvJsonV2(await readFile(`${folder}/environments/demo.bru`, 'utf8'));
  return { requests, variables: asRecord(demo.variables) };
}

/** Sends a request as Bruno would, judges its assertions and keeps what it captures. */
export async function sendRequest(request: BrunoRequest, variables: Variables): Promise<ApiAnswer> {
  const { http, params = [], headers = [], body = {} } = request;
  const fill = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (mark, name) => {
      assert.ok(variables[name] !== undefined, `${request.meta.name}: ${mark} is not known`);
      return variables[name];
    });
  const inPath = asRecord(params.filter(({ type }) => type === 'path'));
  const [target = '', query] = http.url.split('?');
  const filled = fill(target).replace(
    /\/:(\w+)/g,
    (_mark, name) => `/${encodeURIComponent(fill(inPath[name] ?? ''))}`,
  );
  const form = new URLSearchParams(mapped(asRecord(body.formUrlEncoded ?? []), fill));
  const sent = { json: fill(body.json ?? ''), formUrlEncoded: String(form), none: undefined };
  const answer = await call(query === undefined ? filled : `${filled}?${fill(query)}`, {
    method: http.method.toUpperCase(),
    headers: Object.fromEntries(new Headers(mapped(asRecord(headers), fill))),
    body: sent[http.body as keyof typeof sent],
  });
  for (const { name, value } of request.assertions ?? [])
    assert.equal(`eq ${read(answer, name)}`, value, answer.describe());
  for (const { name, value } of request.vars?.res ?? []) variables[name] = String(read(answer, value));
  return answer;
}

/** `res.status`, `res.body.data[0].id`. */
function read(answer: ApiAnswer, expression: string): unknown {
  const [, ...names] = expression.match(/\w+/g) ?? [];
  // biome-ignore lint/suspicious/noExplicitAny: a walk through an answer
  return names.reduce<any>((value, name) => value?.[name], answer);
}

const asRecord = (pairs: readonly Pair[]): Variables =>
  Object.fromEntries(pairs.map(({ name, value }) => [name, value]));

const mapped = (values: Variables, change: (text: string) => string): Variables =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
