/**
 * Goal: nobody sees or changes licences of others.
 * Method: generated callers and filters against an independent count.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertRefused, assertStatus, call } from '../fixtures/client.ts';
import { clinic, licenseBody, mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

/** Alike in everything but their ids, so that no filter tells one from another by chance. */
const TYPES = ['MSP', 'PHARMACY', 'PHARMACY_DRUGS'];
const clinics = Array.from({ length: 4 }, () => {
  const licenses = TYPES.map((type, n) => ({
    id: randomUUID(),
    type,
    license_number: `АВ ${n % 2}`,
    is_primary: type === 'MSP',
  }));
  const [primaryLicense, ...others] = licenses;
  const scope = { scope: 'license:read license:write legal_entity:read' };
  return {
    ...clinic({ primaryLicense: primaryLicense as object, licenses: others, token: scope }),
    licenses,
  };
});
const setting = useSetting({ world: mergeWorlds(...clinics.map(({ world }) => world)) });

const someone = fc.constantFrom(...clinics);
const someLicense = fc.constantFrom(...clinics.flatMap(({ licenses }) => licenses));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

test('whoever asks, with whatever filters: exactly the own licences that match, by an independent count', async () => {
  const filters = fc.record({
    id: maybe(someLicense.map(({ id }) => id)),
    license_number: maybe(fc.constantFrom('АВ 0', 'АВ 1')),
    type: maybe(fc.constantFrom(...TYPES)),
    is_primary: maybe(fc.constantFrom('true', 'false')),
  });
  /** What no method knows must not help either. */
  const noise = fc.record({
    legal_entity_id: maybe(someone.map(({ id }) => id)),
    client_id: maybe(someone.map(({ id }) => id)),
    page_size: maybe(fc.constantFrom('1', '300')),
  });
  await fc.assert(
    fc.asyncProperty(someone, filters, noise, async (by, filter, rest) => {
      const sent = Object.entries({ ...filter, ...rest }).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(sent as [string, string][]);
      const answer = await call(`${setting.product.apiUrl}/api/licenses?${query}`, { token: by.token });
      assertStatus(answer, 200);
      const expected = by.licenses.filter((license) =>
        Object.entries(filter).every(
          ([name, value]) => value === undefined || String(license[name as 'id']) === value,
        ),
      );
      assert.equal(answer.body.paging.total_entries, expected.length, answer.describe());
      const allowed = new Set(expected.map(({ id }) => id));
      for (const { id, legal_entity_id } of answer.body.data) {
        assert.ok(allowed.has(id), answer.describe());
        assert.equal(legal_entity_id, by.id);
      }
    }),
    { numRuns: 150 },
  );
});

test('whoever updates whichever licence: only an own one changes', async () => {
  const rows = () => setting.database.query('SELECT md5(l::text) AS row, id FROM licenses l ORDER BY id');
  await fc.assert(
    fc.asyncProperty(someone, someLicense, fc.constantFrom(...TYPES), async (by, license, type) => {
      const before = await rows();
      const body = licenseBody({ type, order_no: randomUUID() });
      const answer = await call(`${setting.product.apiUrl}/api/licenses/${license.id}`, {
        method: 'PATCH',
        token: by.token,
        body,
      });
      const after = await rows();
      const changed = after.filter(({ row }, at) => row !== before[at]?.row).map(({ id }) => id);
      const mayChange = by.licenses.includes(license) && !license.is_primary && type === license.type;
      assert.deepEqual(changed, mayChange ? [license.id] : [], answer.describe());
      assert.equal(answer.status, mayChange ? 200 : 409, answer.describe());
      if (!mayChange && !license.is_primary && !by.licenses.includes(license))
        assertRefused(answer, 409, 'request_conflict', "License doesn't correspond to your legal entity");
    }),
    { numRuns: 100 },
  );
});

test('whoever asks for whichever legal entity: only the own one is there', async () => {
  await fc.assert(
    fc.asyncProperty(someone, someone, async (by, other) => {
      const url = `${setting.product.apiUrl}/api/v2/legal_entities`;
      const details = await call(`${url}/${other.id}`, { token: by.token });
      assertStatus(details, by === other ? 200 : 404);
      const list = await call(`${url}?id=${other.id}`, { token: by.token });
      assert.equal(list.body.data.length, by === other ? 1 : 0);
    }),
    { numRuns: 30 },
  );
});
