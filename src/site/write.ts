import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Site } from './build.ts';

/**
 * The documents as files for any web server: what is at `/docs/x` here is `docs/x/index.html` there.
 * @param folder is made; what is in it already must be nothing, so that no page of an older product stays behind
 * @param openapi the document, as `/openapi.json` has it
 * @returns how many files were written
 * @throws Error, in words, when the folder is not empty or cannot be written
 */
export async function writeSite(
  folder: string,
  { files, missing }: Site,
  openapi: Uint8Array,
): Promise<number> {
  const inWords = ({ code }: NodeJS.ErrnoException) => {
    throw new Error(`${folder || 'a folder without a name'} cannot be written (${code})`);
  };
  await mkdir(folder, { recursive: true }).catch(inWords);
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
  const written = new Map<string, Uint8Array | string>([
    ...[...files].map(([address, { content, isAsset }]): [string, Uint8Array] => [
      isAsset ? address : path.posix.join(address, 'index.html'),
      content,
    ]),
    ['/docs/404.html', missing.uk.join('')],
    ['/docs/en/404.html', missing.en.join('')],
    ['/openapi.json', openapi],
  ]);
  for (const [name, content] of written) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true }).catch(inWords);
    await writeFile(file, content).catch(inWords);
  }
  return written.size;
}
