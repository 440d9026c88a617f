/**
 * Goal: nobody loses an address that they kept, no page asks for more than it may, and everybody sees the pages of their work.
 * Method: the console's list of pages, bundled as for a browser and opened here, against the list that is committed beside this
 * file, against the OpenAPI document and against the roles as the registry's own example of them lists them.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';
import { readSources } from '../../scripts/checks/files.ts';

type Page = {
  path: string;
  title: { uk: string; en: string };
  scopes: string[];
  anyOf?: string[];
  inNavigation?: true;
  load(): Promise<{ default: unknown }>;
};
/** Its pages are TSX, which Node does not open: this says what the bundle has, instead of an import. */
type Bundle = {
  PAGES: Page[];
  SCOPES: string[];
  findPage(path: string): { page: Page } | undefined;
  navigationOf(session: object): { page: Page; address: string }[];
  addressOf(path: string, params: Record<string, string>): string;
};

/** By role, as the pages of its people are named at the top. */
const NAVIGATION = {
  OWNER: 'Мій заклад, Ліцензії',
  ADMIN: 'Мій заклад, Ліцензії',
  MIS: 'Мій заклад, Ліцензії',
  NHS_CONTRACTS: 'Знайти заклад, Файли договорів, Спливають',
  NHS_REGISTRY: 'Знайти заклад, Спливають, Реєстр',
  OPERATOR: 'Знайти заклад, Спливають, Реєстр',
};

const folder = fileURLToPath(new URL('../../console/', import.meta.url));
const readJson = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../openapi/${name}`, import.meta.url), 'utf8'));

async function bundle(): Promise<Bundle> {
  const contents = `export * from './pages.ts'; export * from './session/scopes.ts'; export * from './router.ts';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    write: false,
    logLevel: 'silent',
  }).finally(() => stop());
  const script = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  return import(`data:text/javascript;base64,${script}`);
}

/** A line a page: address, names, what its reader must be allowed; `*` where the navigation has it. */
const lineOf = ({ path, title, scopes, anyOf, inNavigation }: Page) =>
  [
    `${path}${inNavigation ? ' *' : ''}`,
    title.uk,
    title.en,
    [...scopes, ...(anyOf ? [anyOf.join(' or ')] : [])].join(', '),
  ]
    .join(' | ')
    .trimEnd();

/** Scopes by method, and the methods that the console's sources import. */
async function scopesOfCalls(): Promise<Map<string, string[]>> {
  const { paths } = await readJson('openapi.json');
  type Described = { operationId?: string; security?: Record<string, string[]>[] };
  const operations = Object.values(paths as Record<string, Record<string, Described>>)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId = '', security }): [string, string[]] => [
      operationId,
      security?.at(-1)?.bearerToken ?? [],
    ]);
  const scopes = new Map(operations);
  const sources = await readSources('console');
  const imported = sources.flatMap(({ text }) =>
    [...text.matchAll(/import \{([^}]*)\} from '#client'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  );
  return new Map(
    imported.flatMap((name) => (scopes.has(name) ? [[name, scopes.get(name) as string[]]] : [])),
  );
}

describe('the pages of the console', () => {
  let made: Bundle;
  before(async () => {
    made = await bundle();
  });

  test('have the addresses, names and scopes that are committed', async () => {
    const committed = await readFile(new URL('pages.txt', import.meta.url), 'utf8');
    assert.deepEqual(made.PAGES.map(lineOf), committed.trimEnd().split('\n'));
  });

  test('each is found at its address, and no other stands before it', () => {
    for (const page of made.PAGES) {
      const address = made.addressOf(page.path, {
        legalEntity: 'a',
        license: 'b',
        id: 'c',
        name: 'd',
        operation: 'e',
      });
      assert.equal(made.findPage(address)?.page.path, page.path);
    }
  });

  test('each can be loaded', async () => {
    for (const page of made.PAGES) assert.equal(typeof (await page.load()).default, 'function', page.path);
  });

  test('need and call nothing beyond the scopes that the console asks for', async () => {
    const calls = await scopesOfCalls();
    assert.ok(calls.size > 40, `${calls.size} methods are called`);
    const needed = [
      ...[...calls].flatMap(([name, scopes]) => scopes.map((scope) => ({ name, scope }))),
      ...made.PAGES.flatMap(({ path, scopes, anyOf = [] }) =>
        [...scopes, ...anyOf].map((scope) => ({ name: path, scope })),
      ),
    ];
    assert.deepEqual(
      needed.filter(({ scope }) => !made.SCOPES.includes(scope)),
      [],
    );
  });

  test('are in the navigation of those whose work they are', async () => {
    const { 'GET /api/admin/roles': roles } = await readJson('examples.json');
    const listed = roles['200'].answer.body.data as { name: string; scopes: string[] }[];
    const navigation = listed.map(({ name, scopes }): [string, string] => {
      const isOfClinic = ['OWNER', 'ADMIN', 'MIS'].includes(name);
      const session = {
        identity: { legalEntity: isOfClinic ? { id: 'a' } : null },
        can: (scope: string) => made.SCOPES.includes(scope) && scopes.includes(scope),
      };
      const titles = made.navigationOf(session).map(({ page }) => page.title.uk);
      return [name, titles.join(', ')];
    });
    assert.deepEqual(Object.fromEntries(navigation), NAVIGATION);
  });
});
