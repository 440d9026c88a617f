import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const FILE = new URL('../../../openapi/openapi.json', import.meta.url);

/** The address of the committed document; no other list in it is called so. */
const SERVERS = /"servers": \[[^\]]*\]/;

export type OpenDocument = (origin: string) => Promise<{ content: Uint8Array; type: string; hash: string }>;

/**
 * `openapi/openapi.json` as it is served: `servers` has the address under which its reader reaches the API.
 * @param publicUrl absent: the origin of whoever asks
 */
export function createDocument(publicUrl: string | undefined): OpenDocument {
  let reading: Promise<string> | undefined;
  // One alone: hosts that somebody makes up cannot fill the memory.
  let last: { server: string; document: Awaited<ReturnType<OpenDocument>> } | undefined;
  return async (origin) => {
    reading ??= readFile(FILE, 'utf8');
    const text = await reading;
    const server = (publicUrl ?? origin).replace(/\/+$/, '');
    if (last?.server !== server) last = { server, document: withServer(text, server) };
    return last.document;
  };
}

function withServer(text: string, server: string) {
  const content = Buffer.from(text.replace(SERVERS, () => `"servers": ${JSON.stringify([{ url: server }])}`));
  const hash = createHash('sha256').update(content).digest('base64url');
  return { content, type: 'application/json; charset=utf-8', hash };
}
