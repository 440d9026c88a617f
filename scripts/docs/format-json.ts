import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const biome = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

/** A value as JSON in the form that the formatting check of this repository accepts. */
export function formatJson(value: unknown): string {
  const run = spawnSync(biome, ['format', '--stdin-file-path=document.json'], {
    input: JSON.stringify(value, null, 2),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`biome could not format the document: ${run.stderr}`);
  return run.stdout;
}
