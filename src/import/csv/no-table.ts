import { CsvFileError, SAVE_AS_CSV } from './file-error.ts';

/** What people give in place of a table, by the bytes that it begins with. */
const OTHER_FORMATS: readonly { begins: RegExp; contains?: RegExp; name: string }[] = [
  {
    begins: /^PK\x03\x04/,
    contains: /^.{30}mimetypeapplication\/vnd\.oasis\.opendocument/s,
    name: 'an OpenDocument file (.ods)',
  },
  { begins: /^PK\x03\x04/, contains: /\[Content_Types\]\.xml|xl\//, name: 'an Excel workbook (.xlsx)' },
  { begins: /^PK[\x03\x05]/, name: 'a ZIP archive' },
  { begins: /^\xD0\xCF\x11\xE0/, name: 'an Excel workbook (.xls)' },
  {
    begins: /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype\s+html|html|head|body|table|meta)\b/i,
    name: 'a web page (HTML), whatever its name says',
  },
  { begins: /^(?:\xEF\xBB\xBF)?\s*<\?xml/i, name: 'an XML document' },
  { begins: /^%PDF-/, name: 'a PDF document' },
  { begins: /^\{\\rtf/, name: 'a text document (RTF)' },
  { begins: /^\x1F\x8B/, name: 'a compressed file (gzip)' },
  { begins: /^(?:\xEF\xBB\xBF)?\s*[{[]\s*["{[\]}]/, name: 'a JSON document' },
];

/**
 * @param head the first bytes of the file
 * @throws CsvFileError with a way to get a table, when the file is something else
 */
export function refuseOtherFormats(head: Buffer): void {
  const text = head.toString('latin1');
  const found = OTHER_FORMATS.find(
    ({ begins, contains }) => begins.test(text) && (contains === undefined || contains.test(text)),
  );
  if (found) throw new CsvFileError(`This is ${found.name}, not a CSV table.`, SAVE_AS_CSV);
}
