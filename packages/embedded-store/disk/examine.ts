import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { errnoOf } from '../wire/s3-error.ts';
import { FAN_OUT_NAMES, parseFileName } from './layout.ts';
import { parseRecord } from './record.ts';

/** What was looked at, and which records are damaged or name no content of their size: a sentence each. */
export type Examination = { objects: number; faults: string[] };

/** A key that is replaced while we look has another record; one that is replaced so often is in good hands. */
const MOST_LOOKS = 3;

/**
 * Whether every record names a whole content: a copy that was torn in the middle, or a disk that has lost files, is found
 * here. Only reads, so the store may be running. Contents themselves are not read.
 */
export async function examineStore(dir: string): Promise<Examination> {
  const found: Examination = { objects: 0, faults: [] };
  const parent = join(dir, 'buckets');
  for (const bucket of existsSync(parent) ? readdirSync(parent) : []) {
    for (const fanOut of FAN_OUT_NAMES) {
      examineFolder(join(parent, bucket, fanOut), found);
      await setImmediate();
    }
  }
  return found;
}

function examineFolder(folder: string, found: Examination): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const { hash, kind } = parseFileName(name);
    if (kind !== 'record') continue;
    const fault = faultOf(folder, name, hash);
    if (fault === 'gone') continue;
    found.objects++;
    if (fault !== undefined) found.faults.push(`${join(folder, name)}: ${fault}`);
  }
}

function faultOf(folder: string, name: string, hash: string): string | undefined {
  let former: string | undefined;
  for (let look = 1; ; look++) {
    let text: string;
    try {
      text = readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      return errnoOf(error) === 'ENOENT' ? 'gone' : String(error);
    }
    const fault = faultOfText(folder, text, hash);
    if (fault === undefined || text === former || look === MOST_LOOKS) return fault;
    former = text;
  }
}

function faultOfText(folder: string, text: string, hash: string): string | undefined {
  try {
    const { file, size } = parseRecord(text, hash);
    const content = statSync(join(folder, file), { throwIfNoEntry: false });
    if (content === undefined) return `its content ${file} is missing`;
    if (content.size !== size) return `its content ${file} has ${content.size} bytes of ${size}`;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
