import { readFile } from 'node:fs/promises';
import { explainReadError } from '../platform/files/input-file.ts';
import { NO_LIMITS, parseStrictJson } from '../platform/json/strict-json.ts';
import { WorldError } from './mistakes.ts';

export const DEMO_WORLD = new URL('../../worlds/demo.json', import.meta.url);

/** A world file as a document. @throws InputFileError when it cannot be read, WorldError when it is not JSON */
export async function readWorldFile(file: string | URL): Promise<unknown> {
  const bytes = await readFile(file).catch((error) => {
    throw explainReadError(error, `${file}`);
  });
  try {
    return parseStrictJson(bytes, NO_LIMITS);
  } catch (error) {
    throw new WorldError([{ path: '$', message: `${file} cannot be read: ${(error as Error).message}` }]);
  }
}
