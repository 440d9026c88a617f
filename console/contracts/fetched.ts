import { CallError, type Client, download, type TransferFailed } from '#client';
import { saveFile } from '../parts/save-file.ts';

/** What a browser shows without running anything of it. Its kind is told by the name, never by whoever sent it. */
const SHOWN: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain;charset=utf-8',
};

/** @returns undefined: it is saved, and not opened */
export const shownType = (name: string): string | undefined =>
  SHOWN[/\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''];

export type Place = { folder: string; name: string };
type Options = { signal: AbortSignal; onProgress(done: number): void };

/**
 * The whole file, compared with what the store says of it. A large one the browser keeps on its disk. The link is used here and
 * forgotten: it comes into no address bar and no history.
 */
export async function fetchFile(
  client: Client,
  { folder: resourceId, name }: Place,
  options: Options,
): Promise<{ ok: true; content: Blob } | TransferFailed> {
  const got = await download(client, { resourceId, name, ...options });
  if (!got.ok) return got;
  try {
    return { ok: true, content: await new Response(got.body).blob() };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { ok: false, status: error.error.status, error: error.error } as TransferFailed;
  }
}

/** Under the file's own name, without the folders in it. */
export const save = (name: string, content: Blob): void =>
  saveFile(name.slice(name.lastIndexOf('/') + 1), content.slice(0, content.size, 'application/octet-stream'));

/** A tab of its own, to be had only while a click is fresh; undefined: the browser gives none. */
export function openTab(waiting: string): Window | undefined {
  const tab = window.open('', '_blank');
  if (tab === null) return undefined;
  tab.opener = null;
  tab.document.title = waiting;
  tab.document.body.textContent = waiting;
  return tab;
}

export const showIn = (tab: Window, content: Blob, type: string): void =>
  tab.location.replace(URL.createObjectURL(content.slice(0, content.size, type)));
