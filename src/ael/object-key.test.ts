/**
 * Goal: the key of an object follows from resource, name and layout.
 * Method: examples of both layouts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectKey, objectKeyPrefix } from './object-key.ts';

const id = 'f7314656-31aa-46bb-b8cc-e2ddeeff0011';

test('the plain layout is the folder and the name', () => {
  assert.equal(objectKey('plain', id, 'Договір №1.pdf'), `${id}/Договір №1.pdf`);
});

test('the sharded layout puts two characters of each group of the uuid in front', () => {
  assert.equal(objectKey('sharded', id, 'a/b.pdf'), `f7/31/46/b8/e2/${id}/a/b.pdf`);
});

test('without a name the key is that of the resource', () => {
  assert.equal(objectKey('plain', id), id);
  assert.equal(objectKey('sharded', id), `f7/31/46/b8/e2/${id}`);
});

test('a listing prefix ends the folder, so that one folder never lists another', () => {
  assert.equal(objectKeyPrefix('plain', id), `${id}/`);
  assert.equal(objectKeyPrefix('sharded', id), `f7/31/46/b8/e2/${id}/`);
});

test('one uuid has one folder, whatever the case of its letters', () => {
  assert.equal(objectKey('sharded', id.toUpperCase(), 'a'), objectKey('sharded', id, 'a'));
});

test('what is not a uuid never becomes a folder', () => {
  for (const bad of ['', '..', '../x', `${id}/..`, `urn:uuid:${id}`, `{${id}}`, `${id}\n`]) {
    assert.throws(() => objectKey('plain', bad, 'a'), RangeError, bad);
  }
});
