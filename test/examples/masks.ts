import { createHash } from 'node:crypto';
import type { Exchange } from '#api-document';

/** The exchanges of `openapi/examples.json`: by method and path of the document, then by status and code of the error. */
export type Examples = Record<string, Record<string, Exchange>>;
export type PlayedExample = { method: string; outcome: string; exchange: Exchange };

/** What is another one at each run. */
const CHANGING = [
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, // ids
  /whsec_[A-Za-z0-9+/]{32,}={0,2}/, // secrets of webhooks
  /\bevt_\d+_\d+/, // events: PostgreSQL counts transactions
  /\b[0-9a-f]{64}\b/, // signatures of links, hashes
  /\bESOZ[0-9A-F]{16}\b/, // the key that signs links
  /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43,}(?![\w-])/, // tokens, keys, secrets, ETags
];
const changing = new RegExp(CHANGING.map(({ source }) => `(?:${source})`).join('|'), 'g');

/** Longer is only what is sent to be too long. */
const MAX_SHOWN = 2000;

/**
 * The same examples with names in place of what the calls made: a value that an answer is the first to show is replaced,
 * everywhere, by one that follows from that place, so that nothing changes unless the API does, and an id leads through the
 * examples as it led through the calls. Secrets become texts that say that they are none. What requests were the first
 * to say stands: it is the demo's.
 * @param played of several of one outcome the first is shown
 * @param names of values that came from elsewhere, such as a code of the sign-in page
 * @param world what it says stands
 */
export function masked(
  played: readonly PlayedExample[],
  names: ReadonlyMap<string, string>,
  world: string,
): Examples {
  const known = new Map(names);
  keepAll(world, known);
  const replace = (text: string) => text.replace(changing, (value) => known.get(value) ?? value);
  const result: Examples = {};
  for (const [at, { method, outcome, exchange }] of played.entries()) {
    const isRepeated = result[method]?.[outcome] !== undefined;
    const place = `${method} ${outcome}${isRepeated ? ` ${at}` : ''}`;
    walk(exchange.request, '', (text) => keepAll(text, known));
    walk(exchange.answer, place, (text, within) => {
      for (const [value] of text.matchAll(changing))
        if (!known.has(value)) known.set(value, madeUp(value, within));
      return text;
    });
    if (isRepeated) continue;
    const shown = walk(exchange, '', (text) => shortened(replace(text)));
    result[method] = { ...result[method], [outcome]: shown as Exchange };
  }
  return result;
}

function keepAll(text: string, known: Map<string, string>): string {
  for (const [value] of text.matchAll(changing)) if (!known.has(value)) known.set(value, value);
  return text;
}

/** Every text of a value, changed, with its place. */
function walk(value: unknown, place: string, change: (text: string, place: string) => string): unknown {
  if (typeof value === 'string') return change(value, place);
  if (Array.isArray(value)) return value.map((item, at) => walk(item, `${place}[${at}]`, change));
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).map(([name, item]) => [name, walk(item, `${place}.${name}`, change)]);
  return Object.fromEntries(pairs);
}

const shortened = (text: string): string =>
  text.length <= MAX_SHOWN ? text : `${text.slice(0, 60)}… (${text.length} characters)`;

/** A value of the same kind that follows from the place alone. */
function madeUp(value: string, place: string): string {
  const hash = createHash('sha256').update(place).digest();
  const hex = hash.toString('hex');
  if (value.startsWith('evt_')) return `evt_${1000 + (hash.readUInt16BE() % 9000)}_0`;
  if (value.startsWith('whsec_')) return `whsec_${'not-a-secret-'.replaceAll('-', '/')}${hex.slice(0, 19)}`;
  if (value.startsWith('ESOZ')) return 'ESOZ0000000000000000';
  if (value.length === 36 && !/[A-Zg-z_]/.test(value))
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  if (/^[0-9a-f]{64}$/.test(value)) return hex;
  if (/\.ETag$/i.test(place)) return hash.toString('base64url');
  return `not-a-secret-${hash.toString('base64url').slice(0, value.length - 13)}`;
}
