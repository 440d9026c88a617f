import { isUtf8 } from 'node:buffer';

/**
 * Whether a part of a query, or of a form, is UTF-8 under its percent-encoding. Bytes that are not, such as KOI8-U, would
 * decode to U+FFFD and be taken for what was sent.
 * @param text in which only ASCII has come this far
 */
export function isPercentEncodedUtf8(text: string): boolean {
  const decoded = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return isUtf8(Buffer.from(decoded, 'latin1'));
}
