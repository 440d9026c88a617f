import type { IncomingMessage } from 'node:http';
import type { InvalidEntry } from '../platform/errors/error-definition.ts';
import { type Preconditions, parseEntityTags, parseHttpDate } from '../platform/http/conditional.ts';
import { headerValues } from '../platform/http/headers.ts';
import type { AnyRoute } from './route.ts';

const TAGS = {
  parse: parseEntityTags,
  form: 'must be * or a list of entity tags in double quotes, such as "xyzzy"',
};
const DATE = {
  parse: (text: string) => parseHttpDate(text),
  form: 'must be an HTTP date such as Sun, 06 Nov 1994 08:49:37 GMT',
};

/** The conditions of RFC 9110, 13.1. Those that only spare a reader the answer are judged when there is one. */
const CONDITIONS = [
  { header: 'If-Match', field: 'ifMatch', sparesReaders: false, ...TAGS },
  { header: 'If-Unmodified-Since', field: 'ifUnmodifiedSince', sparesReaders: false, ...DATE },
  { header: 'If-None-Match', field: 'ifNoneMatch', sparesReaders: true, ...TAGS },
  // Only of reads (13.1.3): a write has nothing that it could be compared with.
  { header: 'If-Modified-Since', field: undefined, sparesReaders: true, ...DATE },
] as const;

/** None is ignored (SPEC 2): what a route does not judge it refuses. */
export function readConditions(
  request: IncomingMessage,
  { method, preconditions }: AnyRoute,
): { preconditions: Preconditions; invalid: InvalidEntry[] } {
  const read: Record<string, unknown> = {};
  const invalid: InvalidEntry[] = [];
  for (const { header, field, sparesReaders, parse, form } of CONDITIONS) {
    const values = headerValues(request, header.toLowerCase());
    if (values.length === 0 || (sparesReaders && method === 'GET')) continue;
    const isJudged = preconditions === true && field !== undefined;
    const value = isJudged ? parse(values.join(', ')) : undefined;
    if (isJudged && value !== undefined) read[field] = value;
    else invalid.push(mistake(header, isJudged ? form : 'is no condition of this method'));
  }
  return { preconditions: read, invalid };
}

function mistake(entry: string, description: string): InvalidEntry {
  return { entry, entry_type: 'header', rules: [{ rule: 'invalid', params: [], description }] };
}
