import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const biome = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

/** The document with its texts and examples is larger than what a child may print by default. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A value as JSON in the form that the formatting check of this repository accepts. */
export function formatJson(value: unknown): string {
  return formatted('document.json', JSON.stringify(value, null, 2));
}

/** A text in that form; its kind is that of the name's ending. */
export function formatted(name: string, text: string): string {
  const options = { input: text, encoding: 'utf8', maxBuffer: MAX_BYTES } as const;
  const run = spawnSync(biome, ['format', `--stdin-file-path=${name}`], options);
  if (run.status !== 0) throw new Error(`biome could not format ${name}: ${run.stderr}`);
  return run.stdout;
}
