/**
 * Goal: a full disk costs requests and nothing else: each is told so in the documented form, what was confirmed stays, nothing
 * is half-written, and with space again everything goes on without a restart.
 * Method: a product whose database and store share a small file system, which is filled and emptied.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { linkTo, portal } from '../fixtures/portal.ts';
import { startProduct } from '../fixtures/product.ts';
import { manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { mountSmallDisk, unmountDisk } from '../fixtures/small-disk.ts';

const MEGABYTES = 192;

async function smallDisk(t: TestContext): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-full-'));
  const isMounted = mountSmallDisk(folder, MEGABYTES);
  t.after(async () => {
    if (isMounted) unmountDisk(folder);
    await rm(folder, { recursive: true });
  });
  return isMounted ? folder : undefined;
}

/** Writes a file until nothing more fits. */
async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const size of [1024 * 1024, 4096]) {
      const block = Buffer.alloc(size, 1);
      const isFull = (error: NodeJS.ErrnoException) => error.code === 'ENOSPC';
      while (await handle.write(block).then(Boolean, (error) => !isFull(error) && Promise.reject(error)));
    }
  } finally {
    await handle.close();
  }
}

test('a disk that is full, and empty again', async (t) => {
  const disk = await smallDisk(t);
  if (disk === undefined) return t.skip('needs root and the right to mount a small tmpfs');
  const files = portal();
  const clinics = manyClinics(400);
  const world = mergeWorlds(files.world, ...clinics.map((clinic) => clinic.world));
  const product = await startProduct({ env: { DATA_DIR: path.join(disk, 'data') }, world });
  t.after(product.stop);
  const create = (clinic: Clinic) =>
    call(`${product.apiUrl}/api/licenses`, { token: clinic.token, body: licenseBody() });
  const folder = randomUUID();
  const link = await linkTo(product.apiUrl, files, 'PUT', folder, 'Договір.pdf');
  const upload = () => fetch(link, { method: 'PUT', body: Buffer.alloc(3 * 1024 * 1024, 7) });

  const filler = path.join(disk, 'filler');
  await fill(filler);
  const refused = await upload();
  assert.ok(refused.status >= 500, String(refused.status));
  assert.match(await refused.text(), /<Code>\w+<\/Code>/);
  const created: { clinic: Clinic; id: string }[] = [];
  const createNext = async () => {
    const clinic = clinics.pop() ?? assert.fail('every licence found a place');
    const answer = await create(clinic);
    if (answer.status === 201) created.push({ clinic, id: answer.body.data.id });
    return answer;
  };
  let answer = await createNext();
  while (answer.status === 201) answer = await createNext();
  assertStatus(answer, 503);
  assert.equal(answer.body.error.type, 'service_unavailable');
  assert.doesNotMatch(JSON.stringify(answer.body), /extend|space|pg_|base\//i);

  await rm(filler);
  await eventually('licences again', async () => (await createNext()).status === 201);
  for (const { clinic, id } of created)
    assertStatus(await call(`${product.apiUrl}/api/licenses/${id}`, { token: clinic.token }), 200);
  assert.equal((await upload()).status, 200);
  const { body } = await call(
    `${product.apiUrl}/api/admin/contracts/media_storage/files?resource_id=${folder}`,
    {
      token: files.token,
      headers: { 'api-key': files.apiKey },
    },
  );
  assert.deepEqual(
    body.data.map(({ size }: { size: number }) => size),
    [3 * 1024 * 1024],
  );
  assert.equal(await product.stop(), 0);
  t.diagnostic(`${created.length} licences were created`);
});
