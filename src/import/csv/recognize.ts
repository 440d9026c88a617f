import { ENCODINGS, type Encoding, type EncodingName } from './encodings.ts';
import { CsvFileError } from './file-error.ts';
import type { Utf8Census } from './utf8-census.ts';

/** What a caller may ask for: `utf-16` is the one or the other, as the file shows. */
export type AskedEncoding = EncodingName | 'utf-16';

/**
 * The encoding of a file: as its byte order mark says, else as asked, else as its bytes look.
 * @param head its first bytes
 * @throws CsvFileError when it is not the one asked for, or none that is known
 */
export function recognizeEncoding(head: Buffer, census: Utf8Census, asked?: AskedEncoding): Encoding {
  const marked = Object.values(ENCODINGS).find(
    ({ byteOrderMark }) =>
      byteOrderMark.length > 0 && head.subarray(0, byteOrderMark.length).equals(byteOrderMark),
  );
  const found = marked ?? unmarkedUtf16(head);
  if (found) {
    if (asked === undefined || asked === found.name || (asked === 'utf-16' && found.unitBytes === 2))
      return found;
    throw new WrongEncodingError(0, `is ${found.name}, not ${asked}`);
  }
  if (asked?.startsWith('utf-16')) throw new WrongEncodingError(0, `is not ${asked}`);
  const { firstUtf8, firstOther, isMostlyOther } = census;
  if (asked === 'windows-1251' && !firstOther && firstUtf8 !== undefined)
    throw new WrongEncodingError(firstUtf8, 'is utf-8, not windows-1251');
  if (asked === 'windows-1251') return ENCODINGS['windows-1251'];
  // A few damaged lines among good ones are refused line by line.
  if (!firstOther || !isMostlyOther) return ENCODINGS['utf-8'];
  if (asked === 'utf-8') throw new WrongEncodingError(firstOther.offset, 'is not utf-8');
  if (looksLikeWindows1251(firstOther.sample)) return ENCODINGS['windows-1251'];
  throw new WrongEncodingError(firstOther.offset, 'is neither utf-8 nor utf-16 nor windows-1251');
}

/** The line that begins at `offset` shows another encoding; the reader of the file knows its number. */
export class WrongEncodingError extends Error {
  readonly offset: number;
  constructor(offset: number, text: string) {
    super(text);
    this.offset = offset;
  }

  toFileError(line: number): CsvFileError {
    return new CsvFileError(
      `Line ${line} ${this.message}.`,
      'Leave --encoding away to have the encoding recognised, or save the file as CSV UTF-8.',
    );
  }
}

/** Latin and Cyrillic letters, digits, signs: the higher byte of their units. */
const HIGHEST_OF_ORDINARY_UNITS = 0x24;
const LEAST_ORDINARY_SHARE = 0.9;

/** In UTF-16 one byte of each pair tells the alphabet, and is zero for digits, separators and line ends. */
function unmarkedUtf16(head: Buffer): Encoding | undefined {
  const pairs = Math.floor(head.length / 2);
  const zeros = [0, 0];
  const ordinary = [0, 0];
  for (let at = 0; at < 2 * pairs; at++) {
    if (head[at] === 0) (zeros[at % 2] as number)++;
    if ((head[at] as number) <= HIGHEST_OF_ORDINARY_UNITS) (ordinary[at % 2] as number)++;
  }
  const isHigher = (place: 0 | 1) =>
    (zeros[place] as number) > (zeros[1 - place] as number) &&
    (ordinary[place] as number) >= pairs * LEAST_ORDINARY_SHARE;
  if (isHigher(1)) return ENCODINGS['utf-16le'];
  return isHigher(0) ? ENCODINGS['utf-16be'] : undefined;
}

const UKRAINIAN_OR_PRINTED = /[А-Яа-яЁёЄєІіЇїҐґ№«»„“”‘’…–—•°§©®™\u00A0\u00AD]/g;
/** "кЛІНІКА": what KOI8-U looks like when it is taken for windows-1251, since it has the small letters first. */
const TURNED_CASE = /\p{Ll}\p{Lu}/gu;

/** Any bytes decode to something: it must be something that is written in Ukrainian. */
function looksLikeWindows1251(sample: Buffer): boolean {
  const text = new TextDecoder('windows-1251').decode(sample);
  const beyondAscii = text.replaceAll(/[\0-\x7F]/g, '').length;
  const written = text.match(UKRAINIAN_OR_PRINTED)?.length ?? 0;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  return beyondAscii - written <= beyondAscii / 50 && (text.match(TURNED_CASE)?.length ?? 0) <= words / 4;
}
