/**
 * Goal: beside a call that failed stands the one that passed, with what mends it marked, where that is in the request.
 * Method: every error that `MENDS` names, with the calls of the document.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '../files.ts';
import { differenceOf } from './mended-section.ts';
import { MENDS } from './mends.ts';

const document = readDocument();

for (const [code, mends] of Object.entries(MENDS))
  test(`${code} is mended by ${mends.join(', ')}`, () => {
    const exchange = document['x-errors'].find((error) => error.code === code)?.['x-exchange'];
    assert.ok(exchange, 'its call was recorded');
    const { changes, left, right } = differenceOf(document, code, exchange);
    assert.deepEqual(changes.map(({ name }) => name).toSorted(), [...mends].toSorted());
    assert.ok([...left, ...right].some(({ changed }) => changed));
  });
