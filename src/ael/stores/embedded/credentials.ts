import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Credential } from '#embedded-store';

/** `store.json`: the first key signs, the others are still accepted, so that keys can be changed without breaking links. */
type StoredKeys = { keys: { access_key_id: string; secret_access_key: string }[] };

/**
 * The keys of the embedded store under `DATA_DIR`, generated at the first start into a file that only we can read.
 * @throws Error when the file is there and cannot be used: new keys would silently break every link
 */
export async function loadStoreCredentials(dataDir: string): Promise<Credential[]> {
  const file = path.resolve(dataDir, 'store.json');
  const stored = (await read(file)) ?? (await create(file));
  const credentials = stored.keys.map(({ access_key_id, secret_access_key }) => ({
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
  }));
  if (credentials.length === 0) throw damaged(file);
  return credentials;
}

async function read(file: string): Promise<StoredKeys | undefined> {
  try {
    const stored = JSON.parse(await readFile(file, 'utf8')) as StoredKeys;
    const texts = stored.keys.flatMap((key) => [key.access_key_id, key.secret_access_key]);
    if (texts.every((text) => typeof text === 'string')) return stored;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== undefined) throw error;
  }
  throw damaged(file);
}

const damaged = (file: string): Error =>
  new Error(
    `${file} does not hold the keys of the embedded store. Restore it, or remove it to generate new ones.`,
  );

/** Whole or not at all, and never over a file that another process made in the meantime. */
async function create(file: string): Promise<StoredKeys> {
  const keys = [
    {
      access_key_id: `ESOZ${randomBytes(8).toString('hex').toUpperCase()}`,
      secret_access_key: randomBytes(32).toString('base64url'),
    },
  ];
  await mkdir(path.dirname(file), { recursive: true });
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ keys }, null, 2)}\n`);
    await handle.sync();
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await read(file)) as StoredKeys;
  } finally {
    await handle.close();
    await rm(aside, { force: true });
  }
  return { keys };
}
