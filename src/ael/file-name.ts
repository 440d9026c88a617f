/**
 * File names of contract files: SPEC 7.1, in one module.
 *
 * Decisions, in the order in which the steps run:
 *
 * 1. Valid `%XX` runs are decoded exactly once, *before* every check, so that `%2e%2e`, `%2F`, `%5C` and `%00`
 *    are judged as what they mean. A `%` that starts no run is literal (`50%.pdf`). `%2F` is a separator.
 * 2. The result must be valid UTF-8: overlong forms (`%c0%ae`), encoded surrogates and cut sequences are refused.
 *    A byte order mark is a character like any other, it is not swallowed.
 * 3. NFC, so that a name typed on a Mac and the same name typed elsewhere are one object.
 * 4. What SPEC 7.1 lists is refused; and, because a name is also read by people, proxies and other file systems:
 *    - U+2028 and U+2029, which break lines exactly as control characters do;
 *    - bidirectional controls: they make `gpj.exe` read as `exe.jpg`;
 *    - look-alikes of *path syntax*: what a compatibility normalisation or a code page's best fit turns into `/`,
 *      `\`, `.` or `..`. Ordinary letters of every script stay, whatever they look like;
 *    - names that step out of the folder once something on the way decodes a second time (`%252e%252e%252f`).
 * 5. The limit of 1 024 bytes is of the whole key in UTF-8, folder included, as in S3, GCS and Swift.
 *
 * `parse(encode(parse(x)))` equals `parse(x)` for every accepted x. `parse(parse(x))` need not: the raw name
 * `100%25.pdf` means `100%.pdf`, and a file that is really called `100%25.pdf` must be sent as `100%2525.pdf`.
 */

/** Why a name is refused, and the sentence that tells its sender. */
export const fileNameRefusals = {
  empty: 'name is empty',
  lone_surrogate: 'name contains a lone surrogate',
  invalid_utf8: 'name is not valid UTF-8 after percent-decoding',
  control_character: 'name contains a control character',
  bidi_control: 'name contains a bidirectional control character',
  backslash: 'name contains a backslash',
  leading_slash: 'name starts with a slash',
  empty_segment: 'name contains an empty path segment',
  dot_segment: 'name contains a "." or ".." path segment',
  look_alike: 'name contains a look-alike of a slash, a backslash or a dot segment',
  nested_encoding: 'name leaves its folder when percent-decoded more than once',
  too_long: 'object key is longer than 1024 bytes',
} as const;

export type FileNameRefusal = keyof typeof fileNameRefusals;

export type ParsedFileName = { ok: true; name: string } | { ok: false; reason: FileNameRefusal };

/** The longest object key, in bytes of UTF-8, that all stores take. */
export const MAX_KEY_BYTES = 1024;

/**
 * No longer input can be accepted: each byte of a name takes at most three characters (`%XX`), and NFC makes
 * a name at most three times shorter (Hangul syllables). Keeps a megabyte of `%` away from the loops below.
 */
const MAX_INPUT_LENGTH = 9 * MAX_KEY_BYTES;

/** More levels of percent-encoding than anybody nests by accident. */
const MAX_NESTED_ENCODINGS = 8;

const ENCODED_RUN = /(?:%[0-9A-Fa-f]{2})+/g;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const BIDI_CONTROL = /\p{Bidi_Control}/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Slashes and backslashes without a compatibility decomposition: FRACTION SLASH, DIVISION SLASH, SET MINUS,
 * REVERSE SOLIDUS OPERATOR, BIG SOLIDUS, BIG REVERSE SOLIDUS. Those with one (U+FF0F, U+FF3C, U+FE68, and
 * signs such as U+2105 CARE OF) are found by NFKC. `½` decomposes to a FRACTION SLASH and stays allowed.
 */
const SLASH_LOOK_ALIKE = /[\u2044\u2215\u2216\u29F5\u29F8\u29F9]/u;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reads the `resource_name` of a request.
 *
 * @param resourceName the name as sent, raw or percent-encoded
 * @param keyPrefixBytes length of what the object key has in front of the name (`objectKeyPrefix(…).length`)
 * @returns the decoded name in NFC, or the reason for which it is refused; never throws
 */
export function parseFileName(resourceName: string, keyPrefixBytes: number): ParsedFileName {
  if (resourceName.length > MAX_INPUT_LENGTH) return { ok: false, reason: 'too_long' };
  if (!resourceName.isWellFormed()) return { ok: false, reason: 'lone_surrogate' };
  const decoded = decodeRuns(resourceName, strictUtf8);
  if (decoded === undefined) return { ok: false, reason: 'invalid_utf8' };
  const name = decoded.normalize('NFC');
  const reason = refusalOf(name, keyPrefixBytes);
  return reason === undefined ? { ok: true, name } : { ok: false, reason };
}

function refusalOf(name: string, keyPrefixBytes: number): FileNameRefusal | undefined {
  if (name === '') return 'empty';
  if (CONTROL.test(name)) return 'control_character';
  if (BIDI_CONTROL.test(name)) return 'bidi_control';
  if (name.includes('\\')) return 'backslash';
  if (name.startsWith('/')) return 'leading_slash';
  const segments = name.split('/');
  if (segments.includes('')) return 'empty_segment';
  if (segments.some(isDots)) return 'dot_segment';
  if (SLASH_LOOK_ALIKE.test(name) || segments.some(foldsToPathSyntax)) return 'look_alike';
  if (leavesFolderWhenDecodedAgain(name)) return 'nested_encoding';
  if (keyPrefixBytes + Buffer.byteLength(name) > MAX_KEY_BYTES) return 'too_long';
  return undefined;
}

function isDots(segment: string): boolean {
  return segment === '.' || segment === '..';
}

/** What a segment becomes for a reader that folds compatibility forms and drops invisible characters. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '');
}

function foldsToPathSyntax(segment: string): boolean {
  const seen = folded(segment);
  return seen === '' || isDots(seen) || /[/\\]/.test(seen);
}

function leavesFolderWhenDecodedAgain(name: string): boolean {
  let text = folded(name);
  for (let level = 0; level < MAX_NESTED_ENCODINGS; level += 1) {
    const next = folded(decodeRuns(text, looseUtf8) ?? '');
    if (next === text) return false;
    if (next.split(/[/\\]/).some(isDots)) return true;
    text = next;
  }
  return true;
}

/**
 * Decodes each run of `%XX` by itself: a character cannot begin in a run and end outside of it, so the whole is
 * valid UTF-8 exactly when every run is. Gives undefined where the decoder finds invalid bytes and is strict.
 */
function decodeRuns(text: string, decoder: TextDecoder): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return text.replace(ENCODED_RUN, (run) => decoder.decode(Buffer.from(run.replaceAll('%', ''), 'hex')));
  } catch {
    return undefined;
  }
}

/**
 * Percent-encodes an object key for a URL's path: each segment once, by RFC 3986. Only `A–Z a–z 0–9 - . _ ~` and
 * the separating `/` stay, so that URL parsers have nothing left to change, and each store signs the same bytes.
 *
 * @param key a decoded key without lone surrogates
 * @throws URIError for a lone surrogate
 */
export function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
