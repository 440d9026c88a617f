/**
 * Whether a part of a query, or of a form, is UTF-8 under its percent-encoding. Bytes that are not, such as KOI8-U, would
 * decode to U+FFFD and be taken for what was sent.
 * @param text in which only ASCII has come this far
 */
export function isPercentEncodedUtf8(text: string): boolean {
  try {
    decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
    return true;
  } catch {
    return false;
  }
}
