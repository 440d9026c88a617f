/**
 * Goal: the client's types are those of today's OpenAPI document, and a page that uses one method does not carry all.
 * Method: the tools that make the types and the bundles; skipped where they are not installed.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { bundleSizes } from '../../scripts/client/bundle-sizes.ts';
import { readDocument } from '../../scripts/client/document.ts';
import { SCHEMA_FILE, schemaFile } from '../../scripts/client/schema-file.ts';
import { whyNoTools } from '../fixtures/tools.ts';

test('its types are those of the OpenAPI document', { skip: whyNoTools }, async () => {
  const wanted = schemaFile(await readDocument());
  assert.ok((await readFile(SCHEMA_FILE, 'utf8')) === wanted, 'run npm run client:types');
});

/** The goal is 6 kB, which all methods of the API together exceed by a few hundredths: each new one adds ten bytes. */
test('everything is about 6 kB compressed, and one method half of that', { skip: whyNoTools }, () => {
  const { everything, oneMethod } = bundleSizes();
  assert.ok(everything <= 6.5 * 1024, `everything has ${everything} bytes`);
  assert.ok(oneMethod <= 3 * 1024, `createClient and createLicense have ${oneMethod} bytes`);
});
