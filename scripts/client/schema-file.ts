import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatted } from '../docs/format-json.ts';
import { callsDocument } from './calls.ts';
import type { ApiDocument } from './document.ts';

export const SCHEMA_FILE = fileURLToPath(new URL('../../client/src/schema.ts', import.meta.url));
const PROGRAM = fileURLToPath(
  new URL('../tools/node_modules/openapi-typescript/bin/cli.js', import.meta.url),
);

/** The tools are large, and an installation of their own. */
export const areToolsInstalled = (): boolean => existsSync(PROGRAM);

/** The types of the client, as openapi-typescript makes them. */
export function schemaFile(document: ApiDocument): string {
  const run = spawnSync(process.execPath, [PROGRAM], {
    input: JSON.stringify(callsDocument(document)),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`openapi-typescript: ${run.stderr}`);
  const types = run.stdout.slice(run.stdout.indexOf('export '));
  return formatted(
    'schema.ts',
    `// Generated from openapi/openapi.json by \`npm run client:types\`; do not edit.\n${types}`,
  );
}
