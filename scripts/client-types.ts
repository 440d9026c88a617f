/**
 * `npm run client:types`: writes `client/src/schema.ts` from the OpenAPI document, by the openapi-typescript of
 * `scripts/tools`. After a change of the document: `npm run docs`, then this.
 */
import { writeFile } from 'node:fs/promises';
import { readDocument } from './client/document.ts';
import { SCHEMA_FILE, schemaFile } from './client/schema-file.ts';
import { areToolsInstalled } from './client/tools.ts';

if (areToolsInstalled()) {
  await writeFile(SCHEMA_FILE, schemaFile(await readDocument()));
  console.log('client/src/schema.ts written');
} else {
  console.error('Its tools are not installed: npm run tools');
  process.exitCode = 1;
}
