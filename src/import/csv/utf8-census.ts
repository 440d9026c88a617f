import { isAscii, isUtf8 } from 'node:buffer';
import { linesOf, wholeCharacters } from './decode.ts';

/** What a first pass over the whole file has seen of its bytes. */
export type Utf8Census = {
  /** Where the first line begins that is UTF-8 and more than ASCII. */
  firstUtf8: number | undefined;
  /** Where the first line begins that is not UTF-8, and some of what follows. */
  firstOther: { offset: number; sample: Buffer } | undefined;
  /** Whether lines that are not UTF-8 are more than the others beyond ASCII. */
  isMostlyOther: boolean;
};

const SAMPLE_BYTES = 65_536;
/** The first lines decide: a file that begins in one encoding does not go on in another. */
const MOST_LINES = 10_000;

/** Counts lines beyond ASCII that are UTF-8, and that are not. A stretch that is all UTF-8 counts as one line. */
export function createUtf8Census(): { add(chunk: Buffer): void; end(): Utf8Census } {
  let carried = Buffer.alloc(0);
  let offset = 0;
  let [utf8Lines, otherLines] = [0, 0];
  let firstUtf8: number | undefined;
  let firstOther: Utf8Census['firstOther'];

  function count(bytes: Buffer): void {
    if (isUtf8(bytes) && (isAscii(bytes) || firstUtf8 !== undefined)) {
      if (!isAscii(bytes)) utf8Lines++;
    } else if (utf8Lines + otherLines < MOST_LINES) countLines(bytes);
    offset += bytes.length;
  }

  function countLines(bytes: Buffer): void {
    let at = 0;
    for (const line of linesOf(bytes)) {
      if (!isUtf8(line)) {
        otherLines++;
        firstOther ??= {
          offset: offset + at,
          sample: Buffer.from(bytes.subarray(at, at + SAMPLE_BYTES)),
        };
      } else if (!isAscii(line)) {
        utf8Lines++;
        firstUtf8 ??= offset + at;
      }
      at += line.length;
    }
  }

  return {
    add(chunk) {
      const all = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
      const end = wholeCharacters(all);
      carried = Buffer.from(all.subarray(end));
      count(all.subarray(0, end));
    },
    end() {
      count(carried);
      return { firstUtf8, firstOther, isMostlyOther: otherLines > utf8Lines };
    },
  };
}
