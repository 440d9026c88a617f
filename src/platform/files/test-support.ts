import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

export const isRoot = process.getuid?.() === 0;
export const NOBODY = 65_534;

export async function* content(...pieces: string[]) {
  yield* pieces;
}

/** A folder that is removed when the test ends. */
export function folderOf(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'esoz-output-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
/** A file in the folder; its path. */
export function place(folder: string, name: string, text: string, mode = 0o644): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}
