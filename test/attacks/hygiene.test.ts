/**
 * Goal: no secret leaves by log, metric or answer.
 * Method: requests of every kind and fault, then a search through everything that was written.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type ApiRequest, call } from '../fixtures/client.ts';
import { eventually } from '../fixtures/eventually.ts';
import { OFFICER_WORLD, officer } from '../fixtures/officer.ts';
import { type Setting, startSetting } from '../fixtures/proxied-setting.ts';
import { openSocket, postText } from '../fixtures/raw-http.ts';
import { licenseBody } from '../fixtures/registry.ts';

const random = () => randomBytes(24).toString('base64url');
/** Everything that must never be seen again once it was sent or configured, by what it is. */
const secrets = {
  psk: random(),
  aelToken: random(),
  clientSecret: random(),
  userPassword: random(),
  revokedToken: random(),
  wrongToken: random(),
  wrongApiKey: random(),
  inBrokenBody: random(),
  inForeignProperty: random(),
  inQuery: random(),
  inPath: random(),
  inCookie: random(),
  officerToken: officer.token,
  officerApiKey: officer.headers['api-key'],
};
/** Quoted back to the caller who sent them, in the errors of SPEC 2 that say what was wrong; never in a log or metric. */
const QUOTED_BACK = new Set(['inForeignProperty', 'inPath']);

const broker = { id: randomUUID() };
const world = {
  ...OFFICER_WORLD,
  clients: [
    ...OFFICER_WORLD.clients,
    { id: broker.id, type: 'MIS', access_type: 'BROKER', secret: secrets.clientSecret },
  ],
  users: [{ id: randomUUID(), email: 'a@example.test', password: secrets.userPassword }],
  tokens: [
    ...OFFICER_WORLD.tokens,
    {
      value: secrets.revokedToken,
      client_id: broker.id,
      user_id: randomUUID(),
      scope: 'license:write',
      expires_in: -1,
    },
  ],
};

let setting: Setting;
let clinicToken: string;
/** Every body and header that came back. */
const answers: string[] = [];
let metrics: string;

before(async () => {
  const env = { LOG_LEVEL: 'trace', CUSTOM_PSK: secrets.psk, AEL_TOKEN: secrets.aelToken };
  setting = await startSetting({ clinicCount: 6, env, world });
  clinicToken = setting.nextClinic().token;
  await everyKindOfError();
  metrics = await (await fetch(`${setting.product.adminUrl}/metrics`)).text();
});
after(() => setting.close());

async function everyKindOfError(): Promise<void> {
  const { product, proxy, database } = setting;
  const psk = { 'x-custom-psk': secrets.psk };
  const send = async (path: string, request: ApiRequest) => {
    const headers = { ...psk, cookie: `session=${secrets.inCookie}`, ...request.headers };
    const answer = await call(`${product.apiUrl}${path}`, { ...request, headers });
    answers.push(`${[...answer.headers].join('\n')}\n${answer.text}`);
    return answer.status;
  };
  const own = { token: clinicToken };
  const asOfficer = { ...officer, headers: { ...officer.headers, ...psk } };
  const broken = `{"client_secret":"${secrets.inBrokenBody}"x}`;
  const link = { action: 'PUT', resource_id: randomUUID(), resource_name: 'contract.pdf' };
  const statuses = [
    await send('/api/licenses', { ...own, body: licenseBody() }),
    await send('/api/licenses', { ...own, body: licenseBody() }),
    await send('/api/licenses', { ...own, body: broken }),
    await send('/api/licenses', { ...own, body: secrets.inBrokenBody }),
    await send('/api/licenses', { ...own, body: `${JSON.stringify(licenseBody())}${secrets.inBrokenBody}` }),
    await send('/api/licenses', { ...own, body: licenseBody({ password: secrets.inForeignProperty }) }),
    await send('/api/licenses', { ...own, body: 'x', headers: { 'content-type': secrets.inBrokenBody } }),
    await send('/api/licenses', { ...own, body: licenseBody(), headers: { accept: 'text/html' } }),
    await send('/api/licenses', { ...own, body: ' '.repeat(1_100_000) }),
    await send(`/api/licenses?token=${secrets.inQuery}&page=${secrets.inQuery}`, own),
    await send(`/api/licenses/${secrets.inPath}`, { ...own, method: 'PATCH', body: licenseBody() }),
    await send(`/${secrets.inPath}/%zz`, own),
    await send(`/api/licenses/${secrets.inPath}`, { ...own, method: 'DELETE' }),
    await send('/api/licenses', { token: secrets.wrongToken, body: licenseBody() }),
    await send('/api/licenses', { token: secrets.revokedToken, body: licenseBody() }),
    await send('/api/licenses', { ...own, headers: { 'api-key': secrets.wrongApiKey } }),
    await send('/api/licenses', { ...own, headers: { 'x-custom-psk': secrets.wrongApiKey } }),
    await send('/api/admin/events', { ...officer, headers: { 'api-key': secrets.wrongApiKey } }),
    await send('/api/admin/contracts/media_storage/generate_url', { ...asOfficer, body: link }),
    await send('/api/admin/contracts/media_storage/generate_url', {
      ...asOfficer,
      body: { ...link, resource_name: '../x' },
    }),
  ];
  const garbage = await openSocket(product.apiUrl);
  garbage.write(
    `${postText('/api/licenses', clinicToken, broken)}Authorization: ${secrets.wrongToken}\r\n\r\n`,
  );
  answers.push(await garbage.closed);
  await database.query('ALTER TABLE licenses RENAME TO away');
  statuses.push(await send('/api/licenses', { ...own, body: licenseBody() }));
  await database.query('ALTER TABLE away RENAME TO licenses');
  await proxy.cut();
  statuses.push(await send('/api/licenses', { ...own, body: licenseBody() }));
  await proxy.mend();
  for (const status of [200, 201, 400, 401, 404, 405, 406, 409, 413, 415, 422, 500, 503]) {
    assert.ok(statuses.includes(status), `no ${status} among ${statuses}`);
  }
  await eventually('the last line of the log', async () => product.log().includes('"status":503'));
}

/** The names of the secrets of which a text holds eight characters in a row: a piece is a leak as well. */
function leaks(text: string, names: string[]): string[] {
  return names.filter((name) => {
    const secret = secrets[name as keyof typeof secrets];
    return Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((piece) =>
      text.includes(piece),
    );
  });
}

describe('after requests of every kind and fault', () => {
  const all = Object.keys(secrets);

  test('no secret is in the log, at its most talkative level', () => {
    const log = setting.product.log();
    assert.ok(log.includes('"level":"error"') && log.includes('"level":"info"'));
    assert.deepEqual(leaks(log, all), []);
    assert.ok(!log.includes(clinicToken));
    assert.ok(!log.includes(new URL(setting.database.url).password), 'the password of the database');
    assert.doesNotMatch(log, /X-Amz-Signature=[0-9a-f]/, 'a signed link');
    assert.doesNotMatch(log, /Держлікслужба/, "people's data");
  });

  test('no secret is in a metric', () => {
    assert.deepEqual(leaks(metrics, all), []);
    assert.ok(!metrics.includes(clinicToken));
  });

  test('no secret comes back to a caller, but what the caller itself put where it does not belong', () => {
    const returned = answers.join('\n');
    assert.deepEqual(
      leaks(
        returned,
        all.filter((name) => !QUOTED_BACK.has(name)),
      ),
      [],
    );
    assert.ok(!returned.includes(clinicToken));
  });

  test('no error says what the program is made of', () => {
    const errors = answers.filter((answer) => answer.includes('"error":')).join('\n');
    for (const word of [
      'node_modules',
      'file:///',
      'at async',
      'SELECT',
      'INSERT',
      'relation "',
      'postgres',
      'fastify',
      'ECONN',
    ]) {
      assert.ok(!errors.includes(word), `an error mentions ${word}`);
    }
    assert.doesNotMatch(errors, /"stack"|"hint"|"detail"|SQLSTATE/);
    assert.doesNotMatch(answers.join('\n'), /^(server|x-powered-by),/m);
  });

  test('every line of the log is JSON, and that of a request carries its id', () => {
    for (const line of setting.product.log().trim().split('\n')) {
      const entry = JSON.parse(line) as Record<string, unknown>;
      if (entry.msg === 'request') assert.equal(typeof entry.request_id, 'string');
    }
  });
});
