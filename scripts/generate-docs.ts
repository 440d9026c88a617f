/**
 * `npm run docs`: writes the reference pages and the OpenAPI document from the declarations in `src/`.
 * With `--check` nothing is written: exit code 1 and the name of every file that is not what would be written.
 */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiDocument } from '#api-document';
import { apiReport } from './client/api-report.ts';
import { operationsFile } from './client/operations-file.ts';
import { commandLinePage } from './docs/command-line-page.ts';
import { configurationPage } from './docs/configuration-page.ts';
import { conformancePage } from './docs/conformance-page.ts';
import { readmePage } from './docs/demo-tokens-table.ts';
import { errorsPage } from './docs/errors-page.ts';
import { formatJson } from './docs/format-json.ts';
import { metricsPage } from './docs/metrics-page.ts';
import { PICTURES } from './docs/pictures/pictures.ts';
import { sourcesPage } from './docs/rooms-table.ts';
import { rulesPage } from './docs/rules-page.ts';
import { statementsPage } from './docs/sources-page.ts';
import { brunoCollection } from './openapi/bruno.ts';
import { openApiDocument } from './openapi/document.ts';
import { readRecorded } from './openapi/recorded.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

const document = await openApiDocument();
const collection = brunoCollection(document as ApiDocument, await readRecorded());

const pages: Record<string, () => string | Promise<string>> = {
  'README.md': readmePage,
  'docs/reference/rules.md': rulesPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/command-line.md': commandLinePage,
  'docs/reference/metrics.md': metricsPage,
  'docs/reference/conformance-cases.md': conformancePage,
  'docs/sources.md': () => statementsPage('en'),
  'docs/sources.uk.md': () => statementsPage('uk'),
  ...PICTURES,
  'src/README.md': sourcesPage,
  'openapi/openapi.json': () => formatJson(document),
  ...Object.fromEntries(Object.entries(collection).map(([name, text]) => [name, () => text])),
  // From the document as it has just been written; and the report from the client as it is then.
  'client/src/operations.ts': operationsFile,
  'client/api.md': apiReport,
};
await removeOthers();

for (const [name, render] of Object.entries(pages)) {
  const file = path.join(root, name);
  const wanted = await render();
  if ((await readFile(file, 'utf8').catch(() => undefined)) === wanted) continue;
  if (check) {
    console.error(`${name} is not what its source says: run npm run docs`);
    process.exitCode = 1;
  } else {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`${name} written`);
  }
}

/** Requests of methods that are gone. */
async function removeOthers(): Promise<void> {
  for await (const name of glob('openapi/bruno/**/*.bru', { cwd: root })) {
    if (name in pages) continue;
    if (check) {
      console.error(`${name} belongs to no method: run npm run docs`);
      process.exitCode = 1;
    } else await rm(path.join(root, name));
  }
}
