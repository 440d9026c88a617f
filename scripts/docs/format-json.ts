import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const biome = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

/** The document with its texts and examples is larger than what a child may print by default. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A value as JSON in the form that the formatting check of this repository accepts. */
export function formatJson(value: unknown): string {
  const run = spawnSync(biome, ['format', '--stdin-file-path=document.json'], {
    input: JSON.stringify(value, null, 2),
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  if (run.status !== 0) throw new Error(`biome could not format the document: ${run.stderr}`);
  return run.stdout;
}
