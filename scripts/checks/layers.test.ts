/**
 * Goal: every way in which sources can leave the table of rooms is found, and so is a table that has left the sources.
 * Method: a house of three rooms and a package, with one thing wrong at a time.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findCircles } from '../architecture/circles.ts';
import { ROOMS, type Room, roomOf } from '../architecture/rooms.ts';
import { findLayerProblems } from './layers.ts';

const room = (name: string, folder: string, ...imports: string[]): Room => ({
  name,
  folder,
  purpose: '',
  imports,
});
const ROOF = room('roof', 'src/roof', 'ground/floor', 'ground', '#shed');
const rooms = [
  ROOF,
  room('ground/floor', 'src/ground/floor', 'ground'),
  room('ground', 'src/ground'),
  room('#shed', 'packages/shed'),
];
const SOUND = [
  ['src/roof/a.ts', 'src/ground/floor/b.ts'],
  ['src/roof/a.ts', 'src/ground/c.ts'],
  ['src/roof/a.ts', 'packages/shed/index.ts', '#shed'],
  ['src/roof/tiles/x.ts', 'src/roof/a.ts'],
  ['src/ground/floor/b.ts', 'src/ground/c.ts'],
];
const problems = (more: string[][] = [], { table = rooms, without = '' } = {}) => {
  const imports = [...SOUND, ...more]
    .map(([from = '', to = '', specifier = './x.ts']) => ({ from, to, specifier }))
    .filter(({ from, to }) => `${from} ${to}` !== without);
  const files = [...new Set(imports.flatMap(({ from, to }) => [from, to]))];
  return findLayerProblems({ rooms: table, files, imports });
};
/** One problem, which says this. */
const found = (said: RegExp, list: string[]) => {
  assert.match(list[0] ?? '', said);
  assert.equal(list.length, 1, list.join('\n'));
};

describe('an import', () => {
  test('of an allowed room is no problem', () => assert.deepEqual(problems(), []));
  test('of another room is one', () =>
    found(
      /floor\/b.ts imports packages\/shed\/index.ts: ground\/floor may not/,
      problems([['src/ground/floor/b.ts', 'packages/shed/index.ts', '#shed']]),
    ));
  test('upwards is one', () =>
    found(/c.ts imports src\/roof\/z.ts: ground may not/, problems([['src/ground/c.ts', 'src/roof/z.ts']])));
  test('of a package by its path is one', () =>
    found(
      /by its # name/,
      problems([['src/roof/a.ts', 'packages/shed/index.ts', '../../packages/shed/index.ts']]),
    ));
  test('of a test, a fixture or what is beside the house is one', () => {
    found(/knows? its tests/, problems([['src/roof/a.ts', 'src/roof/a.test.ts']]));
    found(
      /outside/,
      findLayerProblems({
        rooms: [room('r', 'src/r')],
        files: ['src/r/a.ts'],
        imports: [{ from: 'src/r/a.ts', to: 'bench/b.ts', specifier: '' }],
      }),
    );
  });
});

describe('the table', () => {
  test('names only rooms further down, each once', () => {
    found(
      /may not name roof/,
      problems([['src/ground/d.ts', 'src/roof/z.ts']], {
        table: [...rooms.slice(0, 2), room('ground', 'src/ground', 'roof'), ...rooms.slice(3)],
      }),
    );
    found(
      /has roof twice/,
      problems([], { table: [ROOF, { ...ROOF, imports: [] }, ...rooms.slice(1)] }).slice(0, 1),
    );
  });
  test('has every folder, also beside the rooms of a divided one', () => {
    found(/src\/attic is in no room/, problems([['src/attic/a.ts', 'src/attic/b.ts']]));
    found(/src\/ground\/cellar is in no room/, problems([['src/ground/cellar/a.ts', 'src/ground/c.ts']]));
  });
  test('allows nothing that nobody does, and no room without files', () => {
    found(
      /no file of ground\/floor imports ground/,
      problems([], { without: 'src/ground/floor/b.ts src/ground/c.ts' }),
    );
    found(/src\/gone holds no files/, problems([], { table: [...rooms, room('gone', 'src/gone')] }));
  });
  test('has a purpose for every room, and the longest folder wins', () => {
    for (const { name, purpose } of ROOMS) assert.ok(purpose.length > 10, name);
    assert.equal(roomOf('src/platform/http/envelope.ts')?.name, 'platform/http');
    assert.equal(roomOf('src/platform/clock.ts')?.name, 'platform');
    assert.equal(roomOf('src/licenses/create/rules.ts')?.name, 'licenses');
  });
});

describe('a circle of files', () => {
  const circles = (...arrows: string[]) =>
    findCircles(
      arrows.map((arrow) => ({ from: arrow[0] as string, to: arrow[1] as string, specifier: '' })),
    ).map((files) => files.toSorted().join(''));
  test('is found whatever else hangs on it', () => {
    assert.deepEqual(circles('ab', 'bc', 'ac', 'cd'), []);
    assert.deepEqual(circles('ab', 'ba'), ['ab']);
    assert.deepEqual(circles('xa', 'ab', 'bc', 'ca', 'cy'), ['abc']);
    assert.deepEqual(circles('ab', 'ba', 'bc', 'cd', 'dc').toSorted(), ['ab', 'cd']);
    assert.deepEqual(circles('aa'), ['a']);
  });
  test('within one room is a problem too', () =>
    found(
      /a circle of files: src\/roof\/a.ts, src\/roof\/tiles\/x.ts/,
      problems([['src/roof/a.ts', 'src/roof/tiles/x.ts']]),
    ));
});
