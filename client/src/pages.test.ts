/**
 * Goal: walking a list gives every entry once, also when entries appear and go meanwhile, and ends.
 * Method: a server that the test plays, with a list that changes between two requests.
 */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import {
  CallError,
  getLicenses,
  items,
  listEvents,
  listMediaStorageFiles,
  pages,
  searchAuditLog,
} from './index.ts';
import { answering, META, refusing, usePlayedServer } from './played-server.fixture.ts';

const played = usePlayedServer();
const LIST = { ...META, type: 'list' };
const entries = (...ids: (number | string)[]) => ids.map((id) => ({ id: String(id) }));

/** A page as the service makes it, of what the list is by then; `changes` happen after the pages of these numbers. */
function listing(list: { id: string }[], changes: Record<number, () => void>, size = 3): RequestListener {
  return (request, response) => {
    const asked = Number(new URL(request.url as string, 'http://x').searchParams.get('page') ?? 1);
    const total_pages = Math.max(1, Math.ceil(list.length / size));
    const page_number = Math.min(asked, total_pages);
    const data = list.slice((page_number - 1) * size, page_number * size);
    const paging = { page_number, page_size: size, total_entries: list.length, total_pages };
    answering(200, { meta: LIST, data, paging })(request, response);
    changes[asked]?.();
    delete changes[asked];
  };
}

async function ids(): Promise<string[]> {
  const found = [];
  for await (const { id } of items(getLicenses, played.client, { query: { page_size: 3 } })) found.push(id);
  return found;
}

test('every entry once, in order', async () => {
  const list = entries(1, 2, 3, 4, 5, 6, 7);
  played.answer(listing(list, {}));
  assert.deepEqual(await ids(), ['1', '2', '3', '4', '5', '6', '7']);
  assert.deepEqual(
    played.requests.map(({ url }) => url),
    ['/api/licenses?page_size=3', '/api/licenses?page_size=3&page=2', '/api/licenses?page_size=3&page=3'],
  );
});

test('entries that appear are given, and of those that go nobody else is lost or given twice', async () => {
  const list = entries(1, 2, 3, 4, 5, 6, 7, 8);
  played.answer(
    listing(list, {
      1: () => list.splice(0, 2),
      2: () => list.push(...entries(9, 10)),
      3: () => list.splice(0, 3),
    }),
  );
  const found = await ids();
  assert.equal(new Set(found).size, found.length);
  for (const { id } of list) assert.ok(found.includes(id), `${id} of ${found}`);
});

test('a list that became shorter than what was asked for ends', async () => {
  const list = entries(1, 2, 3, 4, 5, 6);
  played.answer(listing(list, { 1: () => list.splice(1) }));
  assert.deepEqual(await ids(), ['1', '2', '3']);
});

test('a store that cannot count ends with its last page', async () => {
  const paging = (page_number: number) => ({
    page_number,
    page_size: 1,
    total_entries: null,
    total_pages: null,
  });
  const file = { resource_name: 'a', size: 1, last_modified: '', etag: '' };
  played.answer(
    answering(200, { meta: LIST, data: [file], paging: paging(1) }),
    answering(200, { meta: LIST, data: [], paging: paging(2) }),
  );
  const query = { resource_id: 'r', page_size: 1 };
  const found = [];
  for await (const entry of items(listMediaStorageFiles, played.client, { query })) found.push(entry.size);
  assert.deepEqual(found, [1]);
});

test('events go on behind the last one; the audit log where its Link says, on the same host', async () => {
  played.answer(
    answering(200, { meta: LIST, data: entries('evt_1_1', 'evt_1_2') }),
    answering(200, { meta: LIST, data: [] }),
  );
  const events = [];
  for await (const { id } of items(listEvents, played.client)) events.push(id);
  assert.deepEqual(events, ['evt_1_1', 'evt_1_2']);
  assert.equal(played.requests[1]?.url, '/api/admin/events?after=evt_1_2');

  const link = '<http://elsewhere.example/api/admin/audit_log?after=x%2By>; rel="next"';
  played.answer(
    answering(200, { meta: LIST, data: [] }, { link }),
    answering(200, { meta: LIST, data: entries(1) }),
  );
  const rows = await Array.fromAsync(items(searchAuditLog, played.client));
  assert.equal(rows.length, 1);
  assert.equal(played.requests[1]?.url, '/api/admin/audit_log?after=x%2By');
  // The same place again is no way on.
  played.answer(answering(200, { meta: LIST, data: [] }, { link }));
  assert.equal((await Array.fromAsync(pages(searchAuditLog, played.client))).length, 2);
});

test('an object in place of a list, and a list without an end, are the last outcome', async () => {
  played.answer(answering(200, { meta: META, data: {} }));
  const [outcome] = await Array.fromAsync(pages(getLicenses, played.client));
  assert.ok(!outcome?.ok && outcome?.error.kind === 'unintelligible');
  // Entries that are none are given as they stand; the same page for ever is not asked for for ever.
  played.answer(answering(200, { meta: LIST, data: [null, { id: 'evt_1' }] }));
  const outcomes = await Array.fromAsync(pages(listEvents, played.client));
  assert.deepEqual([outcomes[0]?.ok, outcomes.at(-1)?.ok], [true, false]);
  assert.ok(outcomes.length < 200);
});

test('a page that fails is the last outcome, and an exception for who reads entries', async () => {
  const refused = refusing(403, { type: 'forbidden', message: 'no' });
  played.answer(refused);
  const outcomes = await Array.fromAsync(pages(getLicenses, played.client));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    [403],
  );
  await assert.rejects(ids(), (error) => error instanceof CallError && error.error.status === 403);
});
