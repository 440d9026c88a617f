import { createHash } from 'node:crypto';

/** Entity tags with their quotes and perhaps `W/` in front, or any. */
type EntityTags = '*' | readonly string[];

/** Conditions under which a request is to be carried out (RFC 9110, 13.1); times in milliseconds. */
export type Preconditions = {
  ifMatch?: EntityTags;
  ifNoneMatch?: EntityTags;
  ifUnmodifiedSince?: number;
};

/** The strong tag of what an answer shows, as text. */
export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`;

/** What conditions are compared with. `etag` is a strong one. */
export type Validators = { etag: string; lastModified: Date };

/**
 * Whether all of them hold. A weak tag never matches strongly; times are compared in the whole seconds that HTTP has, so
 * that who sends `Last-Modified` back is not refused.
 */
export function preconditionsHold(conditions: Preconditions, { etag, lastModified }: Validators): boolean {
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.includes(etag)) return false;
  if (ifNoneMatch !== undefined && matchesWeakly(ifNoneMatch, etag)) return false;
  return ifUnmodifiedSince === undefined || wholeSeconds(lastModified.getTime()) <= ifUnmodifiedSince;
}

/**
 * Whether a reader has this representation already: then 304 without a body. A condition of another form is none: its answer
 * is the whole one.
 */
export function isNotModified(
  sent: { 'if-none-match'?: string | undefined; 'if-modified-since'?: string | undefined },
  answered: { etag?: string; 'last-modified'?: string },
): boolean {
  const { etag, 'last-modified': lastModified } = answered;
  if (sent['if-none-match'] !== undefined) {
    const tags = parseEntityTags(sent['if-none-match']);
    return etag !== undefined && tags !== undefined && matchesWeakly(tags, etag);
  }
  const since = parseHttpDate(sent['if-modified-since'] ?? '');
  const modified = parseHttpDate(lastModified ?? '');
  return since !== undefined && modified !== undefined && modified <= since;
}

/** RFC 9110, 13.1.2: a proxy that compresses marks our tags as weak. */
const matchesWeakly = (tags: EntityTags, etag: string): boolean =>
  tags === '*' || tags.some((tag) => tag.replace(/^W\//, '') === etag);

const wholeSeconds = (milliseconds: number): number => milliseconds - (milliseconds % 1000);

const ENTITY_TAG = /[ \t,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/y;

/** @returns undefined where it is no list of tags */
export function parseEntityTags(text: string): EntityTags | undefined {
  if (text.trim() === '*') return '*';
  const tags: string[] = [];
  ENTITY_TAG.lastIndex = 0;
  for (let at = 0; at < text.length; at = ENTITY_TAG.lastIndex) {
    const tag = ENTITY_TAG.exec(text)?.[1];
    if (tag !== undefined) tags.push(tag);
    else if (/^[ \t,]*$/.test(text.slice(at)))
      break; // a list may have empty places
    else return undefined;
  }
  return tags.length === 0 ? undefined : tags;
}

const TIME = String.raw`(?<time>\d\d:\d\d:\d\d)`;
/** The three forms of RFC 9110, 5.6.7: the preferred one, that of RFC 850, that of asctime. */
const HTTP_DATES = [
  RegExp(String.raw`^(?<weekday>\w{3}), (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) ${TIME} GMT$`),
  RegExp(String.raw`^(?<weekday>\w{3})\w{3,6}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) ${TIME} GMT$`),
  RegExp(String.raw`^(?<weekday>\w{3}) (?<month>\w{3}) (?<day>[\d ]\d) ${TIME} (?<year>\d{4})$`),
];

/** @returns milliseconds; undefined where it is no date, or one of a day that does not exist or is another weekday */
export function parseHttpDate(text: string, now = Date.now()): number | undefined {
  const parts = HTTP_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { weekday, day = '', month, year = '', time } = parts;
  const fixed = (fullYear: string) =>
    `${weekday}, ${day.trim().padStart(2, '0')} ${month} ${fullYear} ${time} GMT`;
  const written = fixed(year.length === 2 ? fullYearOf(Number(year), now) : year);
  const milliseconds = Date.parse(written);
  // What JavaScript writes is the preferred form; it reads more than that.
  return new Date(milliseconds).toUTCString() === written ? milliseconds : undefined;
}

/** RFC 9110: two digits that seem more than 50 years ahead are of the past. */
function fullYearOf(twoDigits: number, now: number): string {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return String(year > thisYear + 50 ? year - 100 : year);
}
