/**
 * Goal: headers and positions of a file.
 * Method: the reader and the writer without a database.
 */
import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Column } from '../../src/import/columns.ts';
import { ENCODINGS } from '../../src/import/csv/encodings.ts';
import { CsvFileError } from '../../src/import/csv/file-error.ts';
import { type CsvPosition, type CsvRecords, readRecords } from '../../src/import/csv/records.ts';
import { openTable, type Table } from '../../src/import/table.ts';

const column = (name: string, ukrainian: string, required: boolean): Column => ({
  name,
  ukrainian: [ukrainian],
  required,
  cells: 'text',
  example: '',
});
const COLUMNS = [column('id', 'Код', true), column('name', 'Назва', true), column('note', 'Примітка', false)];

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'esoz-csv-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function withFile<T>(
  content: string | Buffer,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<T>,
): Promise<T> {
  const name = path.join(folder, 'file.csv');
  await writeFile(name, content);
  const file = await open(name, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

const layoutOf = (content: string | Buffer): Promise<Table['layout']> =>
  withFile(content, async (file) => (await openTable(file, COLUMNS, undefined)).layout);

const namesOf = ({ columns }: Table['layout']) => columns.map((each) => each?.name);

async function refusalOf(content: string | Buffer): Promise<string> {
  const error = await layoutOf(content).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof CsvFileError, `${error}`);
  return error.message;
}

describe('the header', () => {
  test('may name the columns in any order, quoted or not', async () => {
    assert.deepEqual(namesOf(await layoutOf('note,"id",name\n1,2,3\n')), ['note', 'id', 'name']);
  });

  test('shows whether commas or semicolons separate the fields', async () => {
    assert.equal((await layoutOf('id,name\n')).delimiter, ',');
    assert.equal((await layoutOf('id;name\n')).delimiter, ';');
  });

  test('may stand behind a byte order mark and blank lines, and end the file', async () => {
    const layout = await layoutOf('\uFEFF\r\n\nid,name');
    assert.deepEqual(namesOf(layout), ['id', 'name']);
    assert.partialDeepStrictEqual(layout, { delimiter: ',', start: { offset: 13, line: 4 } });
  });

  const refused: [string, string | Buffer, RegExp][] = [
    ['an empty file', '', /^The file is empty: its first line must name the columns\.$/],
    ['a file of a byte order mark', '\uFEFF', /^The file is empty/],
    ['a file of blank lines', '\n\r\n\n', /^The file is empty/],
    [
      'an unknown column',
      'id,name,nmae\n',
      /^Line 1 must name the columns: unknown "nmae" \(nearest: "name"\)\.$/,
    ],
    ['a missing column', '\nid,note\n', /^Line 2 must name the columns: missing "name"\.$/],
    ['a column named twice', 'id,name,id\n', /^Line 1 must name the columns: named twice "id"\.$/],
    ['another separator', 'id|name\n', /unknown "id\|name"; missing "id", "name"\.$/],
    ['no header at all', '1,2\n3,4\n', /unknown "1", "2"; missing "id", "name"\.$/],
    ['bytes of no encoding', Buffer.from('id,name,\x98\x81\n', 'latin1'), /^Line 1 is neither utf-8 nor /],
    ['NUL in a name', 'id,name,\0note\n', /^Line 1 holds NUL bytes/],
    ['a first line without an end', 'x'.repeat(70_000), /^Line 1 is longer than 64 KiB/],
  ];
  for (const [name, content, message] of refused) {
    test(`is refused: ${name}`, async () => assert.match(await refusalOf(content), message));
  }
});

describe('reading from a position', () => {
  const options = {
    encoding: ENCODINGS['utf-8'],
    lineEnd: 'lf' as const,
    delimiter: ',' as const,
    longestRecord: 60,
  };

  async function readAll(content: Buffer, chunkBytes: number, from: CsvPosition): Promise<CsvRecords[]> {
    return withFile(content, async (file) => {
      const found: CsvRecords[] = [];
      for await (const records of readRecords(file, from, { ...options, chunkBytes })) found.push(records);
      return found;
    });
  }

  test('gives the records behind it, with their lines, whichever position of whichever reading it is', async () => {
    const part = fc.constantFrom(
      'a',
      ',',
      '"',
      '\n',
      '\r\n',
      '"є\n"',
      '😀',
      '\xff',
      'x'.repeat(70),
      '\r',
      '\n\n',
    );
    const content = fc
      .array(part, { maxLength: 30 })
      .map((parts) =>
        Buffer.concat(parts.map((each) => Buffer.from(each, each === '\xff' ? 'latin1' : 'utf8'))),
      );
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        async (bytes, chunkBytes, choice) => {
          const start = { offset: 0, line: 1 };
          const whole = (await readAll(bytes, 10_000, start)).flatMap(({ records }) => records);
          const pieces = await readAll(bytes, chunkBytes, start);
          assert.deepEqual(
            pieces.flatMap(({ records }) => records),
            whole,
          );
          if (pieces.length === 0) return;
          assert.equal(pieces.at(-1)?.end.offset, bytes.length);
          const at = choice % pieces.length;
          const before = pieces.slice(0, at + 1).flatMap(({ records }) => records);
          const behind = await readAll(bytes, 7, (pieces[at] as CsvRecords).end);
          assert.deepEqual([...before, ...behind.flatMap(({ records }) => records)], whole);
        },
      ),
      { numRuns: 300 },
    );
  });
});
