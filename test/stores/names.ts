import fc from 'fast-check';
import { MAX_KEY_BYTES, parseFileName } from '../../src/ael/file-name.ts';
import { objectKey, objectKeyPrefix } from '../../src/ael/object-key.ts';

export const RESOURCE_ID = 'f7314656-31aa-46bb-b8cc-e2ddeeff0011';
const PREFIX_BYTES = objectKeyPrefix('plain', RESOURCE_ID).length;

/** Names, as callers send them, that broke object stores and their clients before, or that mean something to a URL. */
const awkward = [
  'Договір №1.pdf',
  '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%962.pdf',
  'signed contract.pdf',
  'signed%20contract 2.pdf',
  '  two  spaces  ',
  ' ',
  'a+b.pdf',
  'a%2Bb 2.pdf',
  '50%.pdf',
  '100%2525.pdf',
  '%',
  'a?b.pdf',
  'a?acl',
  'a#b.pdf',
  'a&b=c;d,e.pdf',
  '(1)\'[2]{3}!*$@:^`|~<>".pdf',
  'X-Amz-Signature=0',
  '2024/січень/акт.pdf',
  '2024%2Fлютий%2Fакт.pdf',
  'й.pdf'.normalize('NFD'),
  'Ёжик їжак.pdf'.normalize('NFC'),
  'q\u0307\u0323.pdf',
  '👩‍⚕️🇺🇦🏴󠁧󠁢󠁥󠁮󠁧󠁿.pdf',
  'עברית العربية.pdf',
  '日本語ノート・契約.pdf',
  '\uFEFFbom.pdf',
  'zero\u200Bwidth.pdf',
  'nonchar\uFFFE\uFFFF.pdf',
  'replacement\uFFFD.pdf',
  'private\uE000\u{10FFFF}.pdf',
  '..hidden',
  '...',
  'a..',
  '.well-known',
  '~root',
  '-rf',
  '__proto__',
  'soap',
  'index.html',
  '<script>alert(1)<',
  'a'.repeat(MAX_KEY_BYTES - PREFIX_BYTES),
  'Ї'.repeat((MAX_KEY_BYTES - PREFIX_BYTES - 1) / 2),
  '👩'.repeat(Math.floor((MAX_KEY_BYTES - PREFIX_BYTES) / 4)),
  "'".repeat(MAX_KEY_BYTES - PREFIX_BYTES),
  `${'a/'.repeat(200)}deep`,
];

/** The same fuzzed names on every run, so that a failure can be repeated. */
const SEED = 20_260_329;

const anyName = fc
  .array(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/'))
  .filter((sent) => parseFileName(sent, PREFIX_BYTES).ok);

const punctuation = fc
  .string({ unit: fc.constantFrom(...'%25+ ?#&=;,@$!*\'()[]{}|^`"<>~:._-/aДї'), minLength: 1, maxLength: 40 })
  .filter((sent) => parseFileName(sent, PREFIX_BYTES).ok);

/** Keys of accepted names, each once: the awkward list and 40 fuzzed ones. */
export function judgedKeys(): string[] {
  const fuzzed = [anyName, punctuation].flatMap((names) => fc.sample(names, { numRuns: 20, seed: SEED }));
  const keys = [...awkward, ...fuzzed].map((sent) => {
    const parsed = parseFileName(sent, PREFIX_BYTES);
    if (!parsed.ok) throw new Error(`${JSON.stringify(sent)} is refused: ${parsed.reason}`);
    return objectKey('plain', RESOURCE_ID, parsed.name);
  });
  return [...new Set(keys)];
}
