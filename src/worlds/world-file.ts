import { readFile } from 'node:fs/promises';
import { NO_LIMITS, parseStrictJson } from '../platform/json/strict-json.ts';
import { WorldError } from './mistakes.ts';

export const DEMO_WORLD = new URL('../../worlds/demo.json', import.meta.url);

/** A world file as a document. @throws WorldError when it cannot be read or is not JSON */
export async function readWorldFile(file: string | URL): Promise<unknown> {
  try {
    return parseStrictJson(await readFile(file), NO_LIMITS);
  } catch (error) {
    throw new WorldError([{ path: '$', message: `${file} cannot be read: ${(error as Error).message}` }]);
  }
}
