import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { StoreFinding } from '../contract.ts';

export type FakeRequest = { method: string; path: string; query: URLSearchParams; request: IncomingMessage };
/** What a store says: status, headers, body. */
export type FakeAnswer = { status: number; headers?: Record<string, string>; body?: string };

/** A store that answers as it is told, for what real stores do only in trouble. Gone when the test ends. */
export async function fakeStore(
  t: TestContext,
  answer: (asked: FakeRequest) => FakeAnswer | undefined,
): Promise<{ url: string; asked: FakeRequest[] }> {
  const asked: FakeRequest[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://store');
    const one = { method: request.method ?? '', path: url.pathname, query: url.searchParams, request };
    asked.push(one);
    request.resume();
    const said = answer(one);
    if (said !== undefined) response.writeHead(said.status, said.headers).end(said.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The finding of that name, with a readable failure where there is none. */
export function findingOf(findings: StoreFinding[], name: string): StoreFinding {
  const found = findings.find((finding) => finding.name === name);
  if (found === undefined) throw new Error(`no finding ${name} in ${JSON.stringify(findings)}`);
  return found;
}

export const xmlError = (code: string, extra = ''): string => `<Error><Code>${code}</Code>${extra}</Error>`;
