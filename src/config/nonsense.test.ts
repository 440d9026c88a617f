/**
 * Goal: whatever stands in the environment, a start either takes it or says which variable is mistaken.
 * Method: each variable that is declared, set to each of the values below, alone and all at once, for each purpose.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from './load.ts';
import { ConfigError, type Purpose } from './mistakes.ts';
import { VARIABLES } from './variables.ts';

/** What templates, shells, editors and other configurations leave behind, and what parsers stumble over. */
const NONSENSE = [
  ...[
    ' ',
    '\n',
    '\t4000',
    '4000 # the port',
    "'4000'",
    '"4000"',
    '4000;',
    '4 000',
    '4_000',
    '4e3',
    '0x10',
    '٤٠٠٠',
  ],
  ...['-1', '0', '00', '+1', '1.5', '1e309', 'NaN', 'Infinity', '9007199254740993', '9'.repeat(400)],
  ...['true ', 'TRUE', 'yes', 'on', 'null', 'undefined', 'constructor', '__proto__', '[object Object]'],
  ...[
    '$PORT',
    '{{ port }}',
    '<port>',
    '…',
    '%',
    '%zz',
    '%00',
    ',',
    ' , ',
    ',,a',
    '*',
    '.',
    '..',
    '/',
    '\\',
    '#',
    '?',
  ],
  ...['{}', '[]', '{"client_email":1,"private_key":{}}', '-----BEGIN PRIVATE KEY-----'],
  ...[
    'http://',
    'http:///x',
    'http://[',
    'http://a:99999',
    'http://a b',
    'http://а.укр',
    'https://u:p@h?q#f',
    '//host',
  ],
  ...[
    'postgres://',
    'postgres://%',
    'postgres://a:b@/x',
    'postgres://[::1',
    'postgres:a',
    'jdbc:postgresql://db/x',
  ],
  ...[
    '::',
    '::1/',
    '1.2.3',
    '256.1.1.1',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '2026-02-30',
    'Europe/Atlantis',
    'UTC+3',
  ],
  ...['\u0000', '\u202e', '\ud800', '\ufeff', 'ґ'.repeat(3), 'a'.repeat(100_000), 'x\r\nX-Injected: 1'],
];
const PURPOSES: readonly Purpose[] = ['start', 'ael', 'command'];

/** @throws AssertionError where loading ends in anything but a configuration or its mistakes */
function mistakesOf(environment: Record<string, string>, purpose: Purpose): string[] {
  try {
    loadConfig(environment, purpose);
    return [];
  } catch (error) {
    const told = `${JSON.stringify(environment).slice(0, 200)}: ${String((error as Error).stack)}`;
    assert.ok(error instanceof ConfigError, told);
    for (const mistake of error.mistakes) assert.match(mistake, /^[A-Z][A-Z0-9_]+:? [a-z]/, told);
    return error.mistakes;
  }
}

const isAbout = (name: string) => (mistake: string) => mistake.split(/:? /).includes(name);

for (const purpose of PURPOSES) {
  test(`${purpose}: nonsense is taken, or refused by the name of its variable`, () => {
    const undisturbed = mistakesOf({}, purpose);
    for (const name of Object.keys(VARIABLES)) {
      for (const value of NONSENSE) {
        const mistakes = mistakesOf({ [name]: value }, purpose).filter((one) => !undisturbed.includes(one));
        const told = `${name}=${value.slice(0, 60)}: ${mistakes}`;
        assert.ok(mistakes.length === 0 || mistakes.some(isAbout(name)), told);
      }
    }
  });
}

test('of mistakes in every variable none is kept back', () => {
  for (const value of NONSENSE) {
    const wrong = Object.entries(VARIABLES).filter(([, variable]) => throws(() => variable.parse(value)));
    const environment = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, value]));
    const told = mistakesOf(environment, 'start').map((mistake) => mistake.split(/:? /)[0]);
    const keptBack = wrong.map(([name]) => name).filter((name) => !told.includes(name));
    assert.deepEqual(keptBack, [], value.slice(0, 60));
  }
});

function throws(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}
