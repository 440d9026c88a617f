/**
 * Goal: a caller's trace is gone on with only where its header is as W3C Trace Context has it.
 * Method: a table of headers.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraceparent, writeTraceparent } from './trace-parent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test('a well-formed header is read, and written as it was', () => {
  for (const [flags, traceFlags] of [
    ['00', 0],
    ['01', 1],
  ] as const) {
    const header = `00-${TRACE}-${SPAN}-${flags}`;
    const context = readTraceparent(header);
    assert.deepEqual(context, { traceId: TRACE, spanId: SPAN, traceFlags, isRemote: true });
    assert.equal(context && writeTraceparent(context), header);
  }
});

test('of flags that are not known yet none is kept, and a later version may say more', () => {
  assert.equal(readTraceparent(`00-${TRACE}-${SPAN}-ff`)?.traceFlags, 1);
  assert.equal(readTraceparent(`00-${TRACE}-${SPAN}-fe`)?.traceFlags, 0);
  assert.equal(readTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-brings`)?.traceId, TRACE);
});

test('anything else is no trace of a caller', () => {
  const strange = [
    undefined,
    '',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-01-`,
    `00-${TRACE}-${SPAN}-01-more`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    ` 00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01\n`,
    `cc-${TRACE}-${SPAN}-01-${'x'.repeat(600)}`,
  ];
  for (const header of strange) assert.equal(readTraceparent(header), undefined, `${header}`);
});
