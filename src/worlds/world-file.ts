import { readFile } from 'node:fs/promises';
import { NO_LIMITS, parseStrictJson } from '../platform/json/strict-json.ts';
import { WorldError } from './mistakes.ts';

export const DEMO_WORLD = new URL('../../worlds/demo.json', import.meta.url);

/** Editors of Windows put it before what they save as UTF-8. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A world file as a document. @throws WorldError when it cannot be read or is not JSON */
export async function readWorldFile(file: string | URL): Promise<unknown> {
  try {
    const bytes = await readFile(file);
    const isMarked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return parseStrictJson(isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes, NO_LIMITS);
  } catch (error) {
    throw new WorldError([{ path: '$', message: `${file} cannot be read: ${(error as Error).message}` }]);
  }
}
