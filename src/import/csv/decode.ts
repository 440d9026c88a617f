import { isUtf8 } from 'node:buffer';

/** Stands where bytes are no text: half of a surrogate pair, which no valid text decodes to. */
export const NOT_TEXT = '\uDFFF';
/** What another program has put in the place of characters that it could not read. */
export const LOST = '\uFFFD';
const LF = 0x0a;

/** A decoder that is fed a file in pieces. */
export type TextDecoderInPieces = {
  /** Text of the next bytes. A character cut in two by their end comes with the next call. */
  decode(bytes: Buffer): string;
  /** What is left at the end of the file: a character without its end. */
  end(): string;
  /** Whether anything so far was no text of this encoding, or stands for text that was lost. */
  hasFailed(): boolean;
};

/** Decodes a file in pieces. A line that is not UTF-8 is marked in place of being repaired or stopping the rest. */
export function createUtf8Decoder(): TextDecoderInPieces {
  let carried = Buffer.alloc(0);
  let failed = false;
  const decodeLine = (line: Buffer) => {
    if (isUtf8(line)) return line.toString('utf8');
    failed = true;
    // A character of its own that reads U+FFFD is marked too: its line is refused either way.
    return line.toString('utf8').replaceAll(LOST, NOT_TEXT);
  };
  const decodeWhole = (bytes: Buffer) => {
    if (!isUtf8(bytes)) return linesOf(bytes).map(decodeLine).join('');
    const text = bytes.toString('utf8');
    failed ||= text.includes(LOST);
    return text;
  };
  return {
    decode(bytes) {
      const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const end = wholeCharacters(all);
      carried = Buffer.from(all.subarray(end));
      return decodeWhole(all.subarray(0, end));
    },
    end: () => decodeWhole(carried),
    hasFailed: () => failed,
  };
}

/** No byte of a longer character is an LF, so lines can be told apart before they are decoded. */
export function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < bytes.length) {
    const found = bytes.indexOf(LF, from);
    const to = found < 0 ? bytes.length : found + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return lines;
}

/** How many of the bytes belong to characters that end within them. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue; // inside a character: its first byte is further back
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
