import type { AnswerOf } from '../../api/answers.ts';
import { codingOf, type Encoder } from './encodings.ts';

export type Served = {
  content: Uint8Array;
  type: string;
  /** Names the content. */
  hash: string;
  headers: Record<string, string>;
};

/** As small as the caller takes it. Each coding is a representation of its own, with a tag of its own (RFC 9110, 8.8.3). */
export async function encodedFile(
  { content, type, hash, headers }: Served,
  acceptEncoding: string | undefined,
  encode: Encoder,
): Promise<AnswerOf<'file'>> {
  const coding = codingOf(acceptEncoding);
  const told = {
    ...headers,
    vary: 'Accept-Encoding',
    etag: `"${hash}${coding === undefined ? '' : `-${coding}`}"`,
  };
  if (coding === undefined) return { kind: 'file', content: Buffer.from(content), type, headers: told };
  const encoded = await encode(content, coding);
  return { kind: 'file', content: encoded, type, headers: { ...told, 'content-encoding': coding } };
}
