/**
 * Goal: where replication is synchronous, what is acknowledged is on the standby too.
 * Method: two servers of Debian's PostgreSQL. The standby is away and an administrator cancels the wait in COMMIT, for
 * each kind of write; and the primary is killed under load, the standby promoted.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAnswer, assertStatus, call } from '../fixtures/client.ts';
import { whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { generateUrl, portal } from '../fixtures/portal.ts';
import { type RunningProduct, startProduct } from '../fixtures/product.ts';
import { createLicense, manyClinics } from '../fixtures/proxied-setting.ts';
import { type Clinic, licenseBody, mergeWorlds, storedLicense } from '../fixtures/registry.ts';
import { startTcpProxy, type TcpProxy } from '../fixtures/tcp-proxy.ts';
import { assertNothingLost, startLoad } from './load.ts';
import { type ReplicatedServers, startReplicatedServers } from './replicated-servers.ts';
import { assertUnavailable } from './unavailable.ts';

const options = { skip: whyNoDebianPostgres() };

describe('with a standby that confirms every write', options, () => {
  let servers: ReplicatedServers;
  let proxy: TcpProxy;
  let product: RunningProduct;
  let env: Record<string, string>;
  let folder: string;
  const storing = portal();
  const clinics = manyClinics(420);
  const [owner] = clinics as [Clinic];
  const [licenseId, userId] = [randomUUID(), randomUUID()];

  before(async () => {
    servers = await startReplicatedServers();
    folder = await mkdtemp(path.join(tmpdir(), 'esoz-unconfirmed-'));
    env = { DATABASE_URL: servers.primary.url };
    const licenses = [{ ...storedLicense({ id: licenseId }), legal_entity_id: owner.id }];
    const world = mergeWorlds(storing.world, ...clinics.map((one) => one.world), { licenses });
    proxy = await startTcpProxy(servers.primary.url);
    product = await startProduct({ env: { DATABASE_URL: proxy.url }, world });
    await servers.standby.stop();
  });
  after(async () => {
    await product?.kill();
    await proxy?.close();
    await servers?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const nextClinic = () => clinics.pop() as Clinic;
  const rows = (text: string, ...values: unknown[]) => servers.primary.query(text, values);

  /** Ends every wait for the standby, as long as some work lasts, in the way that a function of PostgreSQL does. */
  async function interrupting<T>(
    how: 'pg_cancel_backend' | 'pg_terminate_backend',
    work: Promise<T>,
  ): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    let waits = 0;
    while (!isOver) {
      const ended = await rows(
        `SELECT ${how}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = 'registry'`,
      );
      waits += ended.length;
      await delay(20);
    }
    assert.ok(waits > 0, 'nothing waited for the standby');
    return work;
  }
  const cancelling = <T>(work: Promise<T>) => interrupting('pg_cancel_backend', work);
  const create = (by: Clinic, headers = {}) => createLicense(product.apiUrl, by, headers);
  const link = () =>
    generateUrl(product.apiUrl, storing, {
      action: 'PUT',
      resource_id: randomUUID(),
      resource_name: 'a.pdf',
    });
  const correct = (headers = {}) =>
    call(`${product.apiUrl}/api/licenses/${licenseId}`, {
      method: 'PATCH',
      token: owner.token,
      headers,
      body: licenseBody({ order_no: randomUUID() }),
    });

  const requests: [what: string, send: () => Promise<ApiAnswer>][] = [
    ['a licence', () => create(nextClinic())],
    ['a licence with an idempotency key', () => create(nextClinic(), { 'x-idempotency-key': randomUUID() })],
    ['a correction', () => correct()],
    ['a link to a contract file', link],
    ['a refusal that an idempotency key keeps', () => create(owner, { 'x-idempotency-key': randomUUID() })],
  ];
  for (const [what, send] of requests) {
    test(`a write that it did not confirm is answered 503: ${what}`, async () =>
      assertUnavailable(await cancelling(send())));
  }

  test('a write that it did not confirm is answered 503 to all whom one statement answers together', async () => {
    const answers = await cancelling(Promise.all(Array.from({ length: 12 }, link)));
    for (const answer of answers) assertUnavailable(answer);
  });

  test('a write that it did not confirm is answered 503 when the connection is ended in the middle of its COMMIT', async () => {
    assertUnavailable(await interrupting('pg_terminate_backend', create(nextClinic())));
  });

  test('a write that waits does not keep others from reading', async () => {
    assertStatus(await call(`${product.apiUrl}/api/licenses`, { token: owner.token }), 200);
  });

  /** Runs commands side by side; each must fail and say why. */
  async function assertUnconfirmed(commands: string[][]): Promise<void> {
    const results = await cancelling(Promise.all(commands.map((args) => runEsoz([...args, '--json'], env))));
    for (const { code, stdout, stderr } of results) {
      assert.equal(code, 1, stdout + stderr);
      assert.match(JSON.parse(stdout).error.message, /no standby has confirmed it/);
      assert.match(JSON.parse(stdout).error.hint, /same command again|repeat the command/i);
      assert.doesNotMatch(stderr, /rolled back/);
    }
  }
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  /** What is done already when they are called again. */
  const repeatable = async () => [
    ['parameter', 'set', 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES', 'MSP'],
    ['world', 'load', await file('world.json', `{"users":[{"id":"${userId}"}]}`)],
    [
      'legal-entity',
      'import',
      await file('clinics.csv', `id,name,edrpou,type,status\n${userId},Нова,38782399,OUTPATIENT,ACTIVE\n`),
    ],
    ['migrate'],
  ];

  test('a write that it did not confirm is a failed command, an import and a migration too', async () => {
    await assertUnconfirmed([
      ...(await repeatable()),
      ['token', 'issue', '--client', owner.id, '--user', owner.userId, '--scope', 'license:read'],
      ['api-key', 'issue', '--client', storing.clientId],
      ['webhook', 'add', 'https://receiver.example/'],
    ]);
    const [written] = await rows(
      `SELECT (SELECT count(*) FROM parameters) + (SELECT count(*) FROM users WHERE id = $1) + (SELECT count(*) FROM api_keys)
            + (SELECT count(*) FROM webhook_endpoints) + (SELECT count(*) FROM imports) AS number`,
      userId,
    );
    assert.equal(Number(written?.number), 6, 'each is on the primary');
  });

  test('a write that it did not confirm is not found to be done by the same command while the standby is away', async () => {
    await assertUnconfirmed(await repeatable());
  });

  test('a write that it did not confirm is found by the repetition of its idempotency key, which waits for the standby as well', async () => {
    const by = nextClinic();
    const key = { 'x-idempotency-key': randomUUID() };
    assertUnavailable(await cancelling(create(by, key)));
    assertUnavailable(await cancelling(create(by, key)));
    const repeated = create(by, key);
    await servers.standby.start();
    const answer = await repeated;
    assertStatus(answer, 201);
    assert.equal(answer.headers.get('idempotent-replayed'), 'true');
    await eventually('the licence on the standby', async () => {
      const found = await servers.standby.query('SELECT id FROM licenses WHERE id = $1', [
        answer.body.data.id,
      ]);
      return found.length === 1;
    });
  });

  // The last one: the primary does not come back.
  test('a failover under load loses nothing that was acknowledged, and writing goes on', async () => {
    const load = startLoad(product.apiUrl, clinics);
    const { acknowledged } = load.report;
    await eventually('fifty licences', () => acknowledged.size >= 50);
    await servers.primary.kill();
    const before = acknowledged.size;
    await servers.standby.query('SELECT pg_promote()');
    proxy.pointTo(servers.standby.port);
    await eventually('licences after the failover', () => acknowledged.size >= before + 50);
    await assertNothingLost(servers.standby.query, await load.stop());
    const verified = await runEsoz(['audit', 'verify', '--json'], { DATABASE_URL: servers.standby.url });
    assert.deepEqual(JSON.parse(verified.stdout).faults, []);
    assert.equal(await product.stop(), 0);
  });
});
