/**
 * Goal: a page is the same slice of the list from whichever end it is read, and a search is the same whichever words
 * of it are left out.
 * Method: every page of several sizes, over HTTP, against a list of this test's own.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { assertStatus, call } from '../fixtures/client.ts';
import { portal } from '../fixtures/portal.ts';
import { mergeWorlds } from '../fixtures/registry.ts';
import { useSetting } from '../fixtures/setting.ts';

const officer = portal('legal_entity:read license_expiry:read');
const entities = Array.from({ length: 23 }, (_, at) => ({
  id: randomUUID(),
  name: `Клініка № ${at} міста ${at % 2 === 0 ? 'Київ' : 'Львів'}`,
  edrpou: '38782323',
  type: 'OUTPATIENT',
  status: at % 7 === 0 ? 'CLOSED' : 'ACTIVE',
}));
const longName = { ...(entities[1] as (typeof entities)[number]), id: randomUUID(), name: 'я'.repeat(140) };
const setting = useSetting({
  world: mergeWorlds(officer.world, { legal_entities: [...entities, longName] }),
});

const list = (query: Record<string, string>) =>
  call(`${setting.product.apiUrl}/api/v2/legal_entities?${new URLSearchParams(query)}`, {
    token: officer.token,
  });
// Loaded in one transaction, so that the order is that of the ids.
const inOrder = [...entities, longName].toSorted((a, b) => (a.id < b.id ? -1 : 1));

const FILTERS: Record<string, { query: Record<string, string>; entries: typeof entities }> = {
  'the whole list': { query: {}, entries: inOrder },
  'by status': { query: { status: 'ACTIVE' }, entries: inOrder.filter(({ status }) => status === 'ACTIVE') },
  'by name': { query: { name: 'київ клін' }, entries: inOrder.filter(({ name }) => name.includes('Київ')) },
  'without any entry': { query: { name: 'нічого' }, entries: [] },
};

describe('a search has as many words as were counted', () => {
  for (const [name, searched] of Object.entries({
    'letters that the database may not know add none': 'київ\u0560клін\u0588к\u{1e5d0}київ',
    'a letter that says nothing is none': 'ʼ',
  }))
    test(name, async () => {
      const answer = await list({ name: searched });
      assertStatus(answer, 200);
      assert.deepEqual(answer.body.data, []);
    });

  test('a word is found by as much of it as the index has', async () => {
    const answer = await list({ name: 'я'.repeat(120) });
    assertStatus(answer, 200);
    assert.deepEqual(
      answer.body.data.map(({ id }: { id: string }) => id),
      [longName.id],
    );
  });
});

describe('pages from both ends', () => {
  for (const [name, { query, entries }] of Object.entries(FILTERS)) {
    for (const size of [1, 4, 5, 23, 24, 25, 300]) {
      test(`${name}, ${size} a page`, async () => {
        const pages = Math.max(1, Math.ceil(entries.length / size));
        const half = Math.ceil(pages / 2);
        for (const page of new Set([1, 2, half, half + 1, pages - 1, pages, pages + 1, 9_999_999])) {
          if (page < 1) continue;
          const answer = await list({ ...query, page: `${page}`, page_size: `${size}` });
          assertStatus(answer, 200);
          const number = Math.min(page, pages);
          const expected = entries.slice((number - 1) * size, number * size).map(({ id }) => id);
          assert.deepEqual(
            answer.body.data.map(({ id }: { id: string }) => id),
            expected,
            answer.describe(),
          );
          assert.deepEqual(answer.body.paging, {
            page_number: number,
            page_size: size,
            total_entries: entries.length,
            total_pages: pages,
          });
        }
      });
    }
  }
});

test('words that say nothing more change nothing', async () => {
  const found = async (name: string) => (await list({ name, page_size: '300' })).body.data;
  const expected = await found('клініка київ');
  assert.equal(expected.length, 12);
  for (const name of ['клініка клін к київ', 'Київ КЛІНІКА київ', `${'клініка '.repeat(20)}київ`])
    assert.deepEqual(await found(name), expected, name);
});

test('nine words: 422, which names the filter and both numbers', async () => {
  const answer = await list({ name: 'а б в г ґ д е є ж' });
  assertStatus(answer, 422);
  const [{ entry, entry_type, rules }] = answer.body.error.invalid;
  assert.deepEqual([entry, entry_type, rules[0].rule], ['$.name', 'query_parameter', 'length']);
  assert.deepEqual(rules[0].params, { max: 8, actual: 9 });
});
