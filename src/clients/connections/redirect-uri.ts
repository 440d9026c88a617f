import type { InvalidEntry, InvalidRule } from '../../platform/errors/error-definition.ts';
import { patternRule } from '../../platform/json/schema-errors.ts';
import { invalidAt, lengthMistakes, listIn } from '../bodies.ts';

const CHARACTER = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})";
const PLACE = `(?::[0-9]{1,5})?(?:[/?]${CHARACTER}*)?`;
const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])';
/** What never leaves the machine of whoever signs in, such as a program under development (RFC 8252, 7.3). */
const LOOPBACK = '(?:localhost|127\\.0\\.0\\.1|\\[::1\\])';

/**
 * Where a person may be sent back to with a code (RFC 6749, 3.1.2; RFC 8252, 7): https, http on loopback, or a scheme of an
 * app's own, which has a dot so that it can be neither `javascript:` nor `data:`. No fragment, no user, and only characters
 * that stand in a URI as they are: what every reader of it reads alike can be compared byte by byte.
 */
const REDIRECT_URI_PATTERN = `^(?:https://${HOST}${PLACE}|http://${LOOPBACK}${PLACE}|[a-z][a-z0-9+-]*(?:\\.[a-z0-9+-]+)+:${CHARACTER}+)$`;
const shape = new RegExp(REDIRECT_URI_PATTERN, 'u');

const MAX_CHARACTERS = 2048;
const MAX_URIS = 50;

/** How they stand in a body; the rest is `redirectUriMistakes`. */
export const redirectUrisSchema = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: MAX_CHARACTERS },
} as const;

/** Why nobody may be sent there; undefined: they may. Ports above 65535 and hosts that are none are known to the parser alone. */
export function redirectUriMistake(uri: string): InvalidRule | undefined {
  if (shape.test(uri) && URL.canParse(uri)) return undefined;
  return patternRule(REDIRECT_URI_PATTERN, 'https URI, http on loopback, or a private-use scheme with a dot');
}

/** Every mistake of the property `redirect_uris` of a body, of whatever form that is. */
export function redirectUriMistakes(body: unknown): InvalidEntry[] {
  const tooMany = lengthMistakes(body, 'redirect_uris', MAX_URIS);
  if (tooMany.length > 0) return tooMany;
  return listIn(body, 'redirect_uris').flatMap((uri, at) => {
    // Of any other length or type the schema speaks.
    if (typeof uri !== 'string' || uri === '' || uri.length > MAX_CHARACTERS) return [];
    const mistake = redirectUriMistake(uri);
    return mistake === undefined ? [] : [invalidAt(`$.redirect_uris.[${at}]`, mistake)];
  });
}
