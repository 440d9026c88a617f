import { type Case, type Expected, single } from '../case.ts';
import { ask, urlOf } from './links.ts';
import { format, ofBody, schemaError } from './literal.ts';

const REFUSED: Expected = { status: 422, error: schemaError(ofBody('$.resource_name', format)) };
const refused = (id: string, uk: string, resource_name: string): Case =>
  single(
    `7.1/${id}`,
    'Refused with 422 (rule `format`, entry `$.resource_name`): empty, empty segment, `.` or `..` segment, leading `/`, backslash, control characters, NUL, lone surrogates, a key over 1 024 bytes.',
    uk,
    ask({ resource_name }),
    REFUSED,
  );

/** The path of the link ends so, byte for byte: what a URL parser would normalise is not parsed. */
const named = (id: string, sentence: string, uk: string, resource_name: string, ending: string): Case =>
  single(`7.1/${id}`, sentence, uk, ask({ resource_name }), {
    status: 200,
    holds(answer) {
      const path = urlOf(answer).split('?')[0] as string;
      return path.endsWith(`/${ending}`)
        ? undefined
        : `expected a path that ends in /${ending} but got ${path}`;
    },
  });

const BOTH = 'The name may be sent raw or percent-encoded; both name the same object.';
const ONCE =
  'Valid `%XX` runs are decoded once (a `%` that starts none is literal), then each path segment is encoded once.';
const UNRESERVED =
  'Each path segment is encoded once with RFC 3986 rules (space is `%20`, never `+`; only `A–Z a–z 0–9 - . _ ~` stay).';
/** A key is folder, slash and name: what is left of 1 024 bytes after a uuid. */
const LONGEST_NAME = 1_024 - 37;

/** File names: SPEC 7.1. */
export const nameCases: readonly Case[] = [
  refused('empty', 'Порожня назва: 422.', ''),
  refused('empty-segment', 'Порожня частина шляху: 422.', 'a//b.pdf'),
  refused('closing-slash', 'Скісна риска в кінці: 422.', 'a/'),
  refused('leading-slash', 'Скісна риска на початку: 422.', '/a.pdf'),
  refused('dot', 'Крапка замість назви: 422.', '.'),
  refused('dot-dot', 'Дві крапки посередині: 422.', 'a/../b.pdf'),
  refused('encoded-dot-dot', 'Закодовані дві крапки: 422.', '%2e%2e/b.pdf'),
  refused('encoded-slash', 'Закодована скісна риска після крапок: 422.', '..%2Fb.pdf'),
  refused('backslash', 'Зворотна скісна риска: 422.', 'a\\b.pdf'),
  refused('encoded-backslash', 'Закодована зворотна скісна риска: 422.', 'a%5Cb.pdf'),
  refused('control', 'Керівний символ: 422.', 'a\nb.pdf'),
  refused('encoded-nul', 'Закодований NUL: 422.', 'a%00b.pdf'),
  refused('not-utf8', 'Закодовано не UTF-8: 422.', '%FF.pdf'),
  refused('nul', 'NUL: 422.', 'a\0b.pdf'),
  single(
    '7.1/lone-surrogate',
    'Refused with 422: lone surrogates.',
    'Половина сурогатної пари: 422.',
    ask(
      {},
      {
        json: undefined,
        bytes: ({ uuid }) => `{"action":"PUT","resource_id":"${uuid}","resource_name":"a\\ud800.pdf"}`,
      },
    ),
    REFUSED,
  ),
  refused('key-too-long', 'Ключ понад 1024 байти: 422.', 'x'.repeat(LONGEST_NAME + 1)),
  named(
    'key-longest',
    'A key of 1 024 bytes is accepted.',
    'Ключ рівно в 1024 байти дозволено.',
    'x'.repeat(LONGEST_NAME),
    'x'.repeat(LONGEST_NAME),
  ),
  named(
    'raw',
    BOTH,
    'Назву надіслано як є.',
    'Договір №1.pdf',
    '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%961.pdf',
  ),
  named(
    'encoded',
    BOTH,
    'Назву надіслано закодованою.',
    '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%961.pdf',
    '%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D1%96%D1%80%20%E2%84%961.pdf',
  ),
  named('space', UNRESERVED, 'Пробіл стає %20.', 'signed contract.pdf', 'signed%20contract.pdf'),
  named(
    'encoded-space',
    '`%2520` is never produced from a raw space or from `%20`.',
    '%20 не кодують удруге.',
    'signed%20contract.pdf',
    'signed%20contract.pdf',
  ),
  named('percent-literal', ONCE, 'Знак відсотка без цифр лишається собою.', '50%.pdf', '50%25.pdf'),
  named('decoded-once', ONCE, 'Назву розкодовують один раз.', 'a%2525.pdf', 'a%2525.pdf'),
  named(
    'reserved',
    UNRESERVED,
    'Решту знаків закодовано.',
    "a+b(c)'d!e*f:g&h=i,j;k@l$m.pdf",
    'a%2Bb%28c%29%27d%21e%2Af%3Ag%26h%3Di%2Cj%3Bk%40l%24m.pdf',
  ),
  named('unreserved', UNRESERVED, 'Незарезервовані знаки лишаються.', 'aZ09-._~.pdf', 'aZ09-._~.pdf'),
  named('question-mark', UNRESERVED, 'Знаки ? і # стають частиною назви.', 'a?b#c.pdf', 'a%3Fb%23c.pdf'),
  named(
    'segments',
    UNRESERVED,
    'Скісна риска ділить назву на частини.',
    '2024/акт.pdf',
    '2024/%D0%B0%D0%BA%D1%82.pdf',
  ),
  named(
    'normalised',
    'The result must be valid UTF-8 and is normalised to NFC.',
    'Назву приведено до NFC.',
    'и\u0306.pdf',
    '%D0%B9.pdf',
  ),
];
