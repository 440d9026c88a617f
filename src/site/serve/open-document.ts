import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const FILE = new URL('../../../openapi/openapi.json', import.meta.url);

/** The address of the committed document; no other list in it is called so. */
const SERVERS = /"servers": \[[^\]]*\]/;

export type OpenDocument = () => Promise<{ content: Uint8Array; type: string; hash: string }>;

/**
 * `openapi/openapi.json` as it is served: `servers` has the address under which its reader reaches the API.
 * @param publicUrl absent: the place that the document itself comes from, as OpenAPI 3.1 has it. A copy for each host that
 *   somebody names would cost each time what compressing a megabyte costs
 */
export function createDocument(publicUrl = '/'): OpenDocument {
  const server = publicUrl.replace(/(?<=.)\/+$/, '');
  let reading: ReturnType<OpenDocument> | undefined;
  return () => {
    reading ??= readFile(FILE, 'utf8').then((text) => withServer(text, server));
    return reading;
  };
}

function withServer(text: string, server: string) {
  const content = Buffer.from(text.replace(SERVERS, () => `"servers": ${JSON.stringify([{ url: server }])}`));
  const hash = createHash('sha256').update(content).digest('base64url');
  return { content, type: 'application/json; charset=utf-8', hash };
}
