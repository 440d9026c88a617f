import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const CODINGS = {
  // Beyond this quality a page takes several times as long and becomes a hundredth smaller.
  br: (content: Uint8Array) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 6,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  gzip: (content: Uint8Array) => promisify(gzip)(content),
};
export type Coding = keyof typeof CODINGS;

/** The coding of an Accept-Encoding header that makes an answer smallest; undefined: as it stands. */
export function codingOf(accepted = ''): Coding | undefined {
  const weights = new Map(
    accepted.split(',').map((range): [string, number] => {
      const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight)];
    }),
  );
  return (['br', 'gzip'] as const).find((coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0);
}

/** Compresses beside the main thread, each content once: for as long as somebody holds it. */
export function createEncoder() {
  const encoded = new WeakMap<Uint8Array, Partial<Record<Coding, Promise<Buffer>>>>();
  return (content: Uint8Array, coding: Coding): Promise<Buffer> => {
    const known = encoded.get(content) ?? {};
    encoded.set(content, known);
    known[coding] ??= CODINGS[coding](content);
    return known[coding];
  };
}
export type Encoder = ReturnType<typeof createEncoder>;
