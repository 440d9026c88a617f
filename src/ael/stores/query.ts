import { encodeKey } from '../file-name.ts';

/** Percent-encodes a name or value of a query by RFC 3986, as V4 signatures demand: unlike in a path, `/` as well. */
export function encodeQueryPart(text: string): string {
  return encodeKey(text).replaceAll('/', '%2F');
}

/** The canonical query of V4 signatures: names and values encoded, then sorted by encoded name. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => ({ name: encodeQueryPart(name), value: encodeQueryPart(value) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}
