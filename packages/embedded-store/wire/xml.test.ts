/**
 * Goal: XML that is written can be read back, and nothing dangerous is read.
 * Method: generated texts, and documents as clients and attackers send them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../test/support.ts';
import { childText, parseXml, textElement, xmlDocument } from './xml.ts';

test('any text without unpaired surrogates that is written can be read back', () => {
  fc.assert(
    fc.property(anyText(50), (text) => {
      const root = parseXml(Buffer.from(xmlDocument('Delete', textElement('Key', text))));
      assert.equal(childText(root, 'Key'), text);
    }),
  );
});

test('the documents that clients send are read', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
      <Part><PartNumber>1</PartNumber><ETag>&quot;abc&#34;</ETag></Part><Part/>
    </CompleteMultipartUpload>`;
  const root = parseXml(Buffer.from(text));
  assert.equal(root.name, 'CompleteMultipartUpload');
  assert.equal(root.children.length, 2);
  assert.equal(childText(root.children[0]!, 'ETag'), '"abc"');
  assert.equal(childText(root.children[1]!, 'ETag'), undefined);
});

test('anything else is refused: entities, DTDs, nesting, broken and foreign forms', () => {
  const documents = [
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>tail',
    '<a>&unknown;</a>',
    '<a>&amp</a>',
    '<a>&#xD800;</a>',
    '<a>&#99999999;</a>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a><![CDATA[x]]></a>',
    '<a><!-- x --></a>',
    '<a b=c></a>',
    '<a'.repeat(1000),
    `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`,
    '<a><Key>1</Key><Key>2</Key></a>',
  ];
  for (const document of documents) {
    assert.throws(() => childText(parseXml(Buffer.from(document)), 'Key'), /XML/, document.slice(0, 40));
  }
  assert.throws(() => parseXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e])), /XML/);
});
