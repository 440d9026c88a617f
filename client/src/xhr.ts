import type { StoreAnswer } from './links.ts';

/** As far as it is used: the one way in which a page learns how much of an upload is sent. */
type Xhr = {
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Blob): void;
  abort(): void;
  getAllResponseHeaders(): string;
  status: number;
  responseText: string;
  upload: { onprogress: ((event: { loaded: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
};

type Terms = { contentType: string; moved(done: number): void; signal: AbortSignal };

/** Rejects when the connection breaks or the signal ends it. */
export async function putByXhr(
  link: string,
  content: Blob,
  { contentType, moved, signal }: Terms,
): Promise<StoreAnswer> {
  const { XMLHttpRequest } = globalThis as unknown as { XMLHttpRequest: new () => Xhr };
  const xhr = new XMLHttpRequest();
  const abort = () => xhr.abort();
  signal.throwIfAborted();
  signal.addEventListener('abort', abort);
  try {
    await new Promise<void>((resolve, reject) => {
      xhr.onload = () => resolve();
      xhr.onerror = xhr.onabort = () => reject(new Error('the connection broke'));
      xhr.upload.onprogress = ({ loaded }) => moved(loaded);
      xhr.open('PUT', link);
      xhr.setRequestHeader('content-type', contentType);
      moved(0);
      xhr.send(content);
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
  const headers = headersOf(xhr.getAllResponseHeaders());
  return { status: xhr.status, header: (name) => headers.get(name), text: xhr.responseText };
}

/** Those that the store shows to pages, by name in lower case: a browser complains when it is asked for another. */
const headersOf = (lines: string): Map<string, string> =>
  new Map(
    lines.split('\r\n').map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
