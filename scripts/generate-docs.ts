/**
 * `npm run docs`: writes the reference pages and the OpenAPI document from the declarations in `src/`.
 * With `--check` nothing is written: exit code 1 and the name of every file that is not what would be written.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLinePage } from './docs/command-line-page.ts';
import { configurationPage } from './docs/configuration-page.ts';
import { readmePage } from './docs/demo-tokens-table.ts';
import { errorsPage } from './docs/errors-page.ts';
import { formatJson } from './docs/format-json.ts';
import { metricsPage } from './docs/metrics-page.ts';
import { PICTURES } from './docs/pictures/pictures.ts';
import { sourcesPage } from './docs/rooms-table.ts';
import { rulesPage } from './docs/rules-page.ts';
import { statementsPage } from './docs/sources-page.ts';
import { openApiDocument } from './openapi/document.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

const pages: Record<string, () => string | Promise<string>> = {
  'README.md': readmePage,
  'docs/reference/rules.md': rulesPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/command-line.md': commandLinePage,
  'docs/reference/metrics.md': metricsPage,
  'docs/sources.md': () => statementsPage('en'),
  'docs/sources.uk.md': () => statementsPage('uk'),
  ...PICTURES,
  'src/README.md': sourcesPage,
  'openapi/openapi.json': async () => formatJson(await openApiDocument()),
};

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
