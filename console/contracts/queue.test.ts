/**
 * Goal: no file is overwritten unasked, none is lost on the way, and two of one name never run beside each other.
 * Method: a port that the test plays; sends end when the test says so.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { TransferFailed, Uploaded } from '#client';
import { createPace } from './pace.ts';
import { createQueue, type Existing, type Port, type Row } from './queue.ts';

const FOLDER = 'f';
const EXISTING: Existing = { size: 1, at: '2026-11-12T12:00:00Z', by: 'who@example' };
const ARRIVED: Uploaded = { ok: true, size: 1, md5: '', verified: true };
const broken = (kind: 'network' | 'aborted'): TransferFailed => ({
  ok: false,
  status: 0,
  error: { kind, status: 0, message: '', reason: undefined } as TransferFailed['error'] & object,
});
const fileOf = (name: string) => new File(['x'], name);

type Sent = {
  row: Row;
  progress(done: number): void;
  end(outcome: Uploaded | TransferFailed): Promise<void>;
};

function played(there: Record<string, Existing> = {}, overrides: Partial<Port> = {}) {
  const sent: Sent[] = [];
  const port: Port = {
    look: async () => new Map(Object.entries(there)),
    isReadable: async () => true,
    nowMs: () => 0,
    send(row, { onProgress, signal }) {
      const { promise, resolve } = Promise.withResolvers<Uploaded | TransferFailed>();
      signal.addEventListener('abort', () => resolve(broken('aborted')));
      const end = (outcome: Uploaded | TransferFailed) => {
        resolve(outcome);
        return turn();
      };
      sent.push({ row, progress: onProgress, end });
      return promise;
    },
    ...overrides,
  };
  const queue = createQueue(port);
  const kinds = () => queue.rows(FOLDER).map(({ step }) => step.kind);
  const choose = (...names: string[]) => queue.add(FOLDER, names.map(fileOf));
  const row = (at: number) => queue.rows(FOLDER)[at] as Row;
  return { queue, sent, kinds, choose, row };
}

test('two are sent at a time, the rest wait for their turn', async () => {
  const { sent, kinds, choose } = played();
  await choose('a', 'b', 'c');
  assert.deepEqual(kinds(), ['link', 'link', 'waiting']);
  sent[0]?.progress(0);
  sent[1]?.progress(1);
  assert.deepEqual(kinds(), ['moving', 'comparing', 'waiting']);
  await sent[0]?.end(ARRIVED);
  assert.deepEqual(kinds(), ['arrived', 'comparing', 'link']);
});

test('a name that the folder has is sent only after its sender said so', async () => {
  const { queue, sent, kinds, choose, row } = played({ a: EXISTING });
  await choose('a');
  assert.deepEqual(row(0).step, { kind: 'exists', existing: EXISTING });
  assert.equal(sent.length, 0);
  assert.ok(queue.isUnfinished());
  queue.go(row(0));
  assert.deepEqual(kinds(), ['link']);
  await sent[0]?.end(broken('network'));
  // Asked once: another try replaces the same file.
  queue.go(row(0));
  assert.deepEqual(kinds(), ['link']);
});

test('two of one name, in whatever form, ask as well, and never run beside each other', async () => {
  const { queue, sent, kinds, choose, row } = played();
  await choose('й', 'и\u0306');
  assert.deepEqual(row(1).step, { kind: 'exists', existing: 'chosen' });
  queue.go(row(1));
  assert.deepEqual(kinds(), ['link', 'waiting']);
  await sent[0]?.end(ARRIVED);
  assert.deepEqual(kinds(), ['arrived', 'link']);
});

test('another try looks at the folder again: what came meanwhile is not overwritten', async () => {
  const there: Record<string, Existing> = {};
  const { queue, sent, choose, row } = played(there, { look: async () => new Map(Object.entries(there)) });
  await choose('a');
  await sent[0]?.end(broken('network'));
  there.a = EXISTING;
  queue.go(row(0));
  await turn();
  assert.equal(row(0).step.kind, 'exists');
});

test('while the folder cannot be looked at nothing is sent', async () => {
  const { sent, kinds, choose } = played({}, { look: async () => broken('network') });
  await choose('a');
  assert.deepEqual(kinds(), ['failed']);
  assert.equal(sent.length, 0);
});

test('how far it came is remembered, and a file that changed on the disk is told from a broken connection', async () => {
  let isThere = true;
  const { queue, sent, choose, row } = played({}, { isReadable: async () => isThere });
  await choose('a');
  Object.defineProperty(row(0).file, 'size', { value: 100 });
  sent[0]?.progress(65);
  sent[0]?.progress(10);
  await sent[0]?.end(broken('network'));
  assert.equal((row(0).step as { done: number }).done, 65);
  queue.go(row(0));
  await turn();
  isThere = false;
  await sent[1]?.end(broken('network'));
  assert.deepEqual(row(0).step, { kind: 'unfit', why: 'unreadable' });
});

test('what is cancelled is not sent, in whichever step, and frees its place', async () => {
  const { queue, kinds, choose, row } = played();
  await choose('a', 'b', 'c', 'd');
  queue.cancel(row(3));
  queue.cancel(row(0));
  await turn();
  assert.deepEqual(kinds(), ['failed', 'link', 'link', 'failed']);
  assert.equal(queue.isUnfinished(), true);
  queue.cancel(row(1));
  queue.cancel(row(2));
  await turn();
  assert.equal(queue.isUnfinished(), false);
});

test('names and sizes that no store takes are told before anything is asked', async () => {
  const { kinds, queue } = played();
  const large = Object.defineProperty(fileOf('large'), 'size', { value: 5 * 1024 ** 3 + 1 });
  await queue.add(FOLDER, [fileOf('a\\b'), large]);
  assert.deepEqual(kinds(), ['unfit', 'unfit']);
});

test('speed is that of the last seconds, and of the new attempt after one that broke', () => {
  const pace = createPace();
  assert.equal(pace.at(0, 0), undefined);
  assert.equal(pace.at(1000, 500), 500);
  assert.equal(pace.at(9000, 600), undefined);
  assert.equal(pace.at(10_000, 700), 100);
  assert.equal(pace.at(11_000, 0), undefined);
});
