/**
 * Goal: a parameter comes from the database, the environment or its default, at once and audited.
 * Method: the command line beside two processes.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type ApiAnswer, call } from '../fixtures/client.ts';
import { type CommandResult, runEsoz } from '../fixtures/esoz.ts';
import { withinOneSecond } from '../fixtures/moments.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const OUTPATIENT = 'LEGAL_ENTITY_OUTPATIENT_ADDITIONAL_LICENSE_TYPES';
const EMERGENCY = 'LEGAL_ENTITY_EMERGENCY_ADDITIONAL_LICENSE_TYPES';
/** In this environment an EMERGENCY may have what the default does not let it. */
const env = { [EMERGENCY]: 'PHARMACY_DRUGS' };
const outpatient = clinic();
const emergency = clinic({ type: 'EMERGENCY' });
const special = clinic({ type: 'SPECIAL' });
const setting = useSetting({
  world: mergeWorlds(outpatient.world, emergency.world, special.world),
  env,
  processes: 3,
});

const esoz = (...args: string[]): Promise<CommandResult> =>
  runEsoz(['parameter', ...args], { ...env, DATABASE_URL: setting.database.url });
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await esoz(...args, '--json');
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
};
/** Whether a process would let the clinic have the type; asks without creating. */
const admits = async (apiUrl: string, by: { token: string }, type: string) => {
  const answer: ApiAnswer = await call(`${apiUrl}/api/licenses/validation`, {
    token: by.token,
    body: licenseBody({ type }),
  });
  const checks: { rule: string; state: string }[] = answer.body.data.checks;
  return checks.find(({ rule }) => rule === 'license_type_allowed_for_legal_entity_type')?.state === 'held';
};
const everywhere = (by: { token: string }, type: string, expected: boolean) =>
  Promise.all(
    setting.products.map(({ apiUrl }) =>
      withinOneSecond(
        `${type} ${expected ? '' : 'not '}admitted`,
        async () => (await admits(apiUrl, by, type)) === expected,
      ),
    ),
  );
const audit = (name: string) =>
  setting.database.query(
    `SELECT action, changeset, actor_id, request_id LIKE 'cli:%' AS by_command FROM audit_log
      WHERE resource = 'parameter' AND resource_id = $1 ORDER BY id`,
    [name],
  );

describe('the value in force', () => {
  test('is the default, or the environment where that says otherwise', async () => {
    await everywhere(outpatient, 'PHARMACY_DRUGS', true);
    await everywhere(outpatient, 'MSP', false);
    await everywhere(emergency, 'PHARMACY_DRUGS', true);
  });

  test('is the database row once there is one, on every process within a second, without a restart', async () => {
    await json('set', OUTPATIENT, 'MSP, PHARMACY');
    await everywhere(outpatient, 'MSP', true);
    await everywhere(outpatient, 'PHARMACY_DRUGS', false);
    await json('set', EMERGENCY, '');
    await everywhere(emergency, 'PHARMACY_DRUGS', false);
  });

  test('is left to environment and default again by unset', async () => {
    assert.deepEqual(await json('unset', OUTPATIENT), {
      name: OUTPATIENT,
      previous: 'MSP, PHARMACY',
      changed: true,
    });
    await json('unset', EMERGENCY);
    await everywhere(outpatient, 'MSP', false);
    await everywhere(outpatient, 'PHARMACY_DRUGS', true);
    await everywhere(emergency, 'PHARMACY_DRUGS', true);
    assert.deepEqual(await json('unset', OUTPATIENT), { name: OUTPATIENT, previous: null, changed: false });
  });

  test('can be given for any type of legal entity that the registry has', async () => {
    const name = 'LEGAL_ENTITY_SPECIAL_ADDITIONAL_LICENSE_TYPES';
    await json('set', name, 'PHARMACY');
    await everywhere(special, 'PHARMACY', true);
    assert.equal(
      (await json('list')).parameters.find((each: { name: string }) => each.name === name).value,
      'PHARMACY',
    );
    await json('unset', name);
  });
});

describe('the audit log', () => {
  test('has a row for each change, and none for what changed nothing', async () => {
    const name = 'LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES';
    assert.equal((await json('set', name, 'MSP')).changed, true);
    assert.equal((await json('set', name, 'MSP')).changed, false);
    assert.deepEqual(await json('set', name, 'PHARMACY'), {
      name,
      value: 'PHARMACY',
      previous: 'MSP',
      changed: true,
      unknown_license_types: [],
    });
    await json('unset', name);
    await json('unset', name);
    const row = { actor_id: '00000000-0000-0000-0000-000000000000', by_command: true };
    assert.deepEqual(await audit(name), [
      { action: 'create', changeset: { old: null, new: 'MSP' }, ...row },
      { action: 'update', changeset: { old: 'MSP', new: 'PHARMACY' }, ...row },
      { action: 'delete', changeset: { old: 'PHARMACY', new: null }, ...row },
    ]);
  });

  test('of changes at once continues from row to row', async () => {
    const name = 'LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES';
    await Promise.all(['MSP', 'PHARMACY', 'PHARMACY_DRUGS'].map((value) => json('set', name, value)));
    const rows = (await audit(name)) as { changeset: { old: string | null; new: string } }[];
    assert.equal(rows.length, 3);
    rows.forEach(({ changeset }, at) => {
      assert.equal(changeset.old, rows[at - 1]?.changeset.new ?? null);
    });
    await json('unset', name);
  });
});

describe('parameter list', () => {
  test('says what each is and why', async () => {
    await json('set', OUTPATIENT, 'MSP');
    const { parameters } = await json('list');
    const sources = parameters.map(({ name, value, source }: Record<string, string>) => [
      name,
      value,
      source,
    ]);
    assert.deepEqual(sources, [
      [EMERGENCY, 'PHARMACY_DRUGS', 'environment'],
      [OUTPATIENT, 'MSP', 'database'],
      ['LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES', 'PHARMACY_DRUGS', 'default'],
      ['LEGAL_ENTITY_PRIMARY_CARE_ADDITIONAL_LICENSE_TYPES', '', 'default'],
    ]);
    assert.match((await esoz('list')).stdout, /OUTPATIENT_ADDITIONAL_LICENSE_TYPES +database +MSP$/m);
    await json('unset', OUTPATIENT);
  });
});

describe('a mistake', () => {
  const cases: [what: string, args: string[]][] = [
    ['a mistyped name', ['set', 'LEGAL_ENTITY_OUTPATIENTS_ADDITIONAL_LICENSE_TYPES', 'MSP']],
    ['a name of something else', ['set', 'PORT', '1']],
    ['a prototype name', ['set', 'constructor', 'MSP']],
    ['an empty item', ['set', OUTPATIENT, 'MSP,,PHARMACY']],
    ['another separator', ['set', OUTPATIENT, 'MSP;PHARMACY']],
    ['no value', ['set', OUTPATIENT]],
    ['no name', ['unset']],
  ];
  for (const [what, args] of cases) {
    test(`${what} is exit code 2, one JSON document, and nothing written`, async () => {
      const { code, stdout } = await esoz(...args, '--json');
      assert.equal(code, 2, stdout);
      assert.ok(JSON.parse(stdout).error.message);
      assert.deepEqual(await setting.database.query('SELECT * FROM parameters'), []);
    });
  }

  test('a type that no dictionary has is set, with a warning', async () => {
    const code = `T${randomUUID().slice(0, 8)}`;
    assert.deepEqual((await json('set', OUTPATIENT, `MSP,${code}`)).unknown_license_types, [code]);
    assert.match((await esoz('set', OUTPATIENT, code)).stdout, /no active value/);
    await json('unset', OUTPATIENT);
  });
});
