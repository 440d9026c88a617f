/**
 * Goal: CSV is read as RFC 4180 has it, in any pieces.
 * Method: generated texts against an independent reading.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { csvLine, readExactText } from '#spreadsheet';
import { createUtf8Decoder } from '../../src/import/csv/decode.ts';
import { type CsvRecord, createCsvReader, type Delimiter } from '../../src/import/csv/reader.ts';

const LONGEST = 1_000;

function readPieces(pieces: string[], delimiter: Delimiter = ',', longestRecord = LONGEST): CsvRecord[] {
  const reader = createCsvReader(delimiter, { longestRecord });
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const read = (text: string, delimiter: Delimiter = ',') => readPieces([text], delimiter);
const fieldsOf = (records: CsvRecord[]) => records.map(({ fields }) => fields);

/**
 * An independent reading of RFC 4180 by one regular expression; undefined when the text is not of that form.
 * Blank lines are no records, as in the reader.
 */
function oracle(text: string): { line: number; fields: string[] }[] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  const records: { line: number; fields: string[] }[] = [];
  let at = 0;
  let fields: string[] = [];
  let start = 0;
  while (at < text.length || fields.length > 0) {
    field.lastIndex = at;
    const found = field.exec(text);
    if (!found) return undefined;
    fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    at = field.lastIndex;
    if (found[3] === ',') continue;
    const isBlank = fields.length === 1 && text.slice(start, at).trim() === '' && fields[0] === '';
    if (!isBlank) records.push({ line: text.slice(0, start).split('\n').length, fields });
    fields = [];
    start = at;
  }
  return records;
}

/** Cuts at arbitrary places, in the middle of anything. */
function cut<T extends string | Buffer>(whole: T, places: number[]): T[] {
  const sorted = [
    0,
    ...places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b),
    whole.length,
  ];
  return sorted.slice(1).map((end, at) => (whole as string).slice(sorted[at], end) as T);
}

const anyText = fc
  .array(fc.constantFrom('a', ',', ';', '"', '\r', '\n', '\r\n', '""', 'є', '😀', ' ', '\0'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const places = fc.array(fc.nat(200), { maxLength: 6 });

describe('the CSV reader', () => {
  test('reads every well-formed text as an independent reading of RFC 4180 does, and finds a problem in any other', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const records = read(text);
        const expected = oracle(text);
        if (expected === undefined)
          assert.ok(
            records.some(({ problem }) => problem !== undefined),
            JSON.stringify(records),
          );
        else
          assert.deepEqual(
            records,
            expected.map((record) => ({ ...record, problem: undefined })),
          );
      }),
      { numRuns: 3_000 },
    );
  });

  test('reads a text in pieces, cut anywhere, as it reads it whole', () => {
    fc.assert(
      fc.property(
        anyText,
        places,
        fc.constantFrom<Delimiter>(',', ';'),
        fc.constantFrom(5, LONGEST),
        (text, at, delimiter, longest) => {
          assert.deepEqual(
            readPieces(cut(text, at), delimiter, longest),
            readPieces([text], delimiter, longest),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('gives back what the writer wrote, whatever the fields hold', () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      anyText,
      fc.constantFrom('=1+1', "'=x", '@', '\t', '\r', '-', "'"),
    );
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const records = read(rows.map((row) => csvLine(row)).join(''));
        assert.deepEqual(
          fieldsOf(records).map((fields) => fields.map(readExactText)),
          rows,
        );
        assert.ok(records.every(({ problem }) => problem === undefined));
      }),
    );
  });

  test('counts physical lines, also those inside quoted fields', () => {
    const records = read('a,b\r\n"x\ny\r\nz",1\n\n\nc,d');
    assert.deepEqual(
      records.map(({ line }) => line),
      [1, 2, 7],
    );
  });

  test('keeps spaces, empty fields and quoted delimiters as they are', () => {
    assert.deepEqual(fieldsOf(read(' a ,"b,""c""",,"",\n')), [[' a ', 'b,"c"', '', '', '']]);
    assert.deepEqual(fieldsOf(read('a;b,c;"d;e"\n', ';')), [['a', 'b,c', 'd;e']]);
  });

  const malformed: [string, string, string][] = [
    ['a quote inside an unquoted field', 'a,b"c\nd,e\n', 'csv_quote'],
    ['text behind a closing quote', '"a"b,c\nd,e\n', 'csv_quote'],
    ['a bare carriage return', 'a\rb,c\nd,e\n', 'csv_bare_cr'],
    ['a bare carriage return behind a quoted field', '"a"\rb,c\nd,e\n', 'csv_bare_cr'],
  ];
  for (const [name, text, problem] of malformed) {
    test(`refuses ${name} and reads on behind it`, () => {
      const records = read(text);
      assert.deepEqual(
        records.map((record) => record.problem),
        [problem, undefined],
      );
      assert.deepEqual(records[1]?.fields, ['d', 'e']);
    });
  }

  test('refuses a quote that is never closed, at the line where its record begins', () => {
    const records = read('a,b\nc,"d\ne,f\n');
    assert.deepEqual(
      records.map(({ line, problem }) => [line, problem]),
      [
        [1, undefined],
        [2, 'csv_unclosed_quote'],
      ],
    );
  });

  test('refuses a record over the limit without keeping it, quoted or not, and reads on behind it', () => {
    const reader = createCsvReader(',', { longestRecord: LONGEST });
    const piece = 'x'.repeat(1_000_000);
    const records = [...reader.push('a,"')];
    for (let n = 0; n < 10; n++) records.push(...reader.push(piece));
    records.push(...reader.push('""\n"\nb,c\n'), ...reader.end());
    assert.deepEqual(records, [
      { line: 1, fields: [], problem: 'csv_too_long' },
      { line: 3, fields: ['b', 'c'], problem: undefined },
    ]);
  });
});

describe('the UTF-8 decoder', () => {
  const decodePieces = (pieces: Buffer[]) => {
    const decoder = createUtf8Decoder();
    const text = pieces.map((piece) => decoder.decode(piece)).join('') + decoder.end();
    return { text, failed: decoder.hasFailed() };
  };

  test('decodes pieces, cut in the middle of characters, as the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff), { maxLength: 40 }), places, (codePoints, at) => {
        const text = String.fromCodePoint(...codePoints)
          .toWellFormed()
          .replaceAll('\uFFFD', '');
        assert.deepEqual(decodePieces(cut(Buffer.from(text), at)), { text, failed: false });
      }),
    );
  });

  test('marks the lines that are not UTF-8 and no others, wherever the pieces end', () => {
    const line = fc
      .uint8Array({ maxLength: 12 })
      .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), places, (lines, at) => {
        const bytes = Buffer.concat(lines.flatMap((each) => [each, Buffer.from('\n')]));
        const { text, failed } = decodePieces(cut(bytes, at));
        const decoded = text.split('\n').slice(0, -1);
        assert.equal(decoded.length, lines.length);
        for (const [n, each] of lines.entries()) {
          const isValid = Buffer.from(each.toString('utf8')).equals(each);
          assert.equal(decoded[n]?.isWellFormed(), isValid, each.toString('hex'));
          if (isValid) assert.equal(decoded[n], each.toString('utf8'));
        }
        assert.equal(
          failed,
          decoded.some((each) => !each.isWellFormed()),
        );
      }),
      { numRuns: 500 },
    );
  });
});
