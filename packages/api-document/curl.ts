import type { Exchange } from './document.ts';

/** Sent by any client by itself. */
const LEFT_OUT = new Set(['host', 'user-agent', 'connection', 'accept-encoding', 'content-length']);

const SPELLED: Record<string, string> = { 'api-key': 'API-key', 'x-request-id': 'X-Request-ID' };

const headerName = (name: string): string =>
  SPELLED[name.toLowerCase()] ?? name.toLowerCase().replace(/(^|-)\w/g, (letter) => letter.toUpperCase());

export const headersThatMatter = (headers: Record<string, string>): [name: string, value: string][] =>
  Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.has(name.toLowerCase()))
    .map(([name, value]) => [headerName(name), value]);

/** What is secret stands in the environment of who calls, and a header's value names the variable. */
const VARIABLE = /^(Bearer )?\$[A-Z_]+$/;

/** The call as a command for any POSIX shell. */
export function curlOf({ method, path, headers, body }: Exchange['request'], origin: string): string {
  const isPlain = method === (body === undefined ? 'GET' : 'POST');
  return [
    `curl ${isPlain ? '' : `-X ${method} `}${quoted(origin + path)}`,
    ...headersThatMatter(headers).map(
      ([name, value]) => `-H ${VARIABLE.test(value) ? `"${name}: ${value}"` : quoted(`${name}: ${value}`)}`,
    ),
    ...(body === undefined ? [] : [dataOption(bodyText(body))]),
  ].join(' \\\n  ');
}

/** As it is sent: what is no text is JSON. */
export const bodyText = (body: unknown): string =>
  typeof body === 'string' ? body : JSON.stringify(body, null, 2);

/** After `-d` a text that begins with `@` would name a file. */
const dataOption = (text: string): string => `${text.startsWith('@') ? '--data-raw' : '-d'} ${quoted(text)}`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
