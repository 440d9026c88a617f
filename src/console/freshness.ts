import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the console is made of. */
const SOURCES = [
  '../../console/',
  '../../client/src/',
  '../../packages/api-document/',
  '../../packages/spreadsheet/',
  '../../design/',
].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/** When any of its sources was changed last, in milliseconds: a millisecond's work, done where somebody may be developing. */
export function lastChange(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  return Math.max(...files.map(({ parentPath, name }) => statSync(path.join(parentPath, name)).mtimeMs));
}

/**
 * As `make`, but made anew once a source has changed since.
 * @param changedAt for tests
 */
export function madeAgainWhenChanged<Made>(
  make: () => () => Promise<Made>,
  changedAt = lastChange,
): () => Promise<Made> {
  let madeFrom: number | undefined;
  let open = make();
  return () => {
    const changed = changedAt();
    if (madeFrom !== undefined && changed !== madeFrom) open = make();
    madeFrom = changed;
    return open();
  };
}
