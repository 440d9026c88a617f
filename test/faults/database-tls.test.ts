/**
 * Goal: what is wrong with the certificate of the database, or with the clocks, is told in one sentence with what to do.
 * Method: Debian's PostgreSQL with TLS, whose certificate is replaced for each case; a clock of the database that is minutes
 * ahead, by a function in front of the built-in one.
 */
import assert from 'node:assert/strict';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import pg from 'pg';
import { findingLines } from '../../src/cli/findings.ts';
import { runDoctor } from '../../src/doctor/doctor.ts';
import { selfSignedCertificate } from '../fixtures/certificate.ts';
import { createTestDatabase, onServer } from '../fixtures/database.ts';
import { ordinaryIdentity, whyNoDebianPostgres } from '../fixtures/debian-programs.ts';
import { runEsoz } from '../fixtures/esoz.ts';
import { eventually } from '../fixtures/eventually.ts';
import { startProduct } from '../fixtures/product.ts';
import { createServerIn, makeCluster, type Server } from './replicated-servers.ts';

const PORTS = { PORT: '0', ADMIN_PORT: '0', STORE_PORT: '0' };
const DAY_MS = 86_400_000;

describe('the certificate of the database', { skip: whyNoDebianPostgres() }, () => {
  const identity = ordinaryIdentity();
  let folder: string;
  let server: Server;
  const within = (name: string) => path.join(folder, name);

  /** Gives the server another certificate; `ca.crt` is what trusts it. */
  async function present(hostname: string, validFromMs?: number): Promise<void> {
    const { cert, key } = selfSignedCertificate(hostname, validFromMs);
    await Promise.all([writeFile(within('ca.crt'), cert), writeFile(within('server.crt'), cert)]);
    await writeFile(within('server.key'), key);
    await onServer(url('sslmode=disable'), 'SELECT pg_reload_conf()');
    await eventually('a server that presents it', async () => (await presented()) === cert.trim());
  }
  async function presented(): Promise<string> {
    const client = new pg.Client(url('sslmode=no-verify'));
    await client.connect();
    const { stream } = (client as unknown as { connection: { stream: TLSSocket } }).connection;
    const certificate = stream.getPeerX509Certificate()?.toString().trim() ?? '';
    await client.end();
    return certificate;
  }
  const url = (parameters: string, host = 'localhost') =>
    `postgres://postgres@${host}:${server.port}/postgres?${parameters}`;
  const told = async (DATABASE_URL: string) =>
    findingLines(
      (await runDoctor({ ...PORTS, DATABASE_URL })).filter(({ state }) => state === 'failed'),
    ).join('\n');
  const trusted = () => `sslmode=verify-full&sslrootcert=${within('ca.crt')}`;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'esoz-tls-'));
    await chmod(folder, 0o755);
    const { cert, key } = selfSignedCertificate('localhost');
    await writeFile(within('server.crt'), cert);
    await writeFile(within('server.key'), key, { mode: 0o600 });
    if (identity)
      for (const place of [folder, within('server.crt'), within('server.key')])
        await chown(place, identity.uid, identity.gid);
    const settings = [
      `ssl = on`,
      `ssl_cert_file = '${within('server.crt')}'`,
      `ssl_key_file = '${within('server.key')}'`,
    ];
    await makeCluster(within('cluster'), settings, identity);
    server = await createServerIn(within('cluster'), identity);
    await server.start();
  });
  after(async () => {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test('is good: by every word that asks for TLS', async () => {
    await present('localhost');
    for (const sslmode of ['verify-full', 'verify-ca', 'require', 'prefer'])
      assert.doesNotMatch(
        await told(url(`sslmode=${sslmode}&sslrootcert=${within('ca.crt')}`)),
        /certificate|TLS/,
      );
    assert.doesNotMatch(await told(url('sslmode=no-verify')), /certificate|TLS/);
  });
  test('is of an authority that nobody knows', async () => {
    for (const sslmode of ['verify-full', 'require'])
      assert.match(
        await told(url(`sslmode=${sslmode}`)),
        /self-signed.*\n.*nobody here knows who issued it.*sslrootcert/,
      );
  });
  test('is of another host', async () => {
    assert.match(
      await told(url(trusted(), '127.0.0.1')),
      /127\.0\.0\.1.*\n.*certificate of another host.*DATABASE_URL/,
    );
  });
  test('has expired: doctor and a start say so, and nothing else', async () => {
    await present('localhost', Date.now() - DAY_MS);
    // A word at which the driver would write a warning of its own between the lines of the log.
    const DATABASE_URL = url(trusted().replace('verify-full', 'require'));
    assert.match(await told(DATABASE_URL), /expired.*\n.*has expired: renew it there.*pg_reload_conf/);
    const { code, stderr } = await runEsoz(['start'], { ...PORTS, DATABASE_URL });
    assert.equal(code, 1);
    assert.match(stderr, /has expired: renew it there/);
    assert.doesNotMatch(stderr, /\n\s+at |WARNING/);
  });
  test('is not valid yet', async () => {
    await present('localhost', Date.now() + DAY_MS);
    assert.match(await told(url(trusted())), /not yet valid.*\n.*not valid yet: set this machine's clock/);
  });
  test('is to be checked against a file that is not there', async () => {
    const text = await told(url('sslmode=verify-full&sslrootcert=/nowhere/ca.crt'));
    assert.match(text, /DATABASE_URL names sslrootcert=\/nowhere\/ca\.crt, which cannot be read \(ENOENT\)/);
  });
});

test('clocks that are minutes apart: doctor and a start warn', async (t) => {
  const database = await createTestDatabase();
  t.after(database.drop);
  const name = new URL(database.url).pathname.slice(1);
  await database.query('CREATE SCHEMA ahead; GRANT USAGE ON SCHEMA ahead TO PUBLIC');
  await database.query(`CREATE FUNCTION ahead.clock_timestamp() RETURNS timestamptz LANGUAGE sql
    AS $$ SELECT pg_catalog.clock_timestamp() + interval '5 minutes' $$`);
  await onServer(database.url, `ALTER DATABASE ${name} SET search_path = ahead, pg_catalog, public`);
  const env = { ...PORTS, DATABASE_URL: database.url };
  const clock = (await runDoctor(env)).find((finding) => finding.name === 'clock');
  assert.equal(clock?.state, 'warning');
  assert.match(`${clock?.detail} ${clock?.remedy}`, /^(299|300|301)\d{3} ms .*NTP/);
  const product = await startProduct({ env });
  const warning =
    /"database_ahead_ms":(299|300|301)\d{3}.*clocks of this machine and of the database are apart/;
  await eventually('a warning', () => warning.test(product.log()));
  await product.stop();
});
