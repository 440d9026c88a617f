import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatted } from '../docs/format-json.ts';
import { callsDocument } from './calls.ts';
import type { ApiDocument } from './document.ts';
import { TOOLS } from './tools.ts';

export const SCHEMA_FILE = fileURLToPath(new URL('../../client/src/schema.ts', import.meta.url));
const PROGRAM = fileURLToPath(new URL('node_modules/openapi-typescript/bin/cli.js', TOOLS));

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
