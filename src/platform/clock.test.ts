/**
 * Goal: the civil date of a moment in a time zone, also where days are odd.
 * Method: a table of instants.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { civilDate, clockFrom, createClock, parseClockStart } from './clock.ts';

const KYIV = 'Europe/Kyiv';

describe('civilDate', () => {
  const dates: [instant: string, timeZone: string, date: string][] = [
    ['2026-01-15T21:59:59.999Z', KYIV, '2026-01-15'],
    ['2026-01-15T22:00:00.000Z', KYIV, '2026-01-16'],
    ['2026-07-15T20:59:59.999Z', KYIV, '2026-07-15'],
    ['2026-07-15T21:00:00.000Z', KYIV, '2026-07-16'],
    // Summer time begins on 29 March 2026 at 03:00 and ends on 25 October at 04:00.
    ['2026-03-28T21:59:59.999Z', KYIV, '2026-03-28'],
    ['2026-03-28T22:00:00.000Z', KYIV, '2026-03-29'],
    ['2026-03-29T20:59:59.999Z', KYIV, '2026-03-29'],
    ['2026-03-29T21:00:00.000Z', KYIV, '2026-03-30'],
    ['2026-10-24T20:59:59.999Z', KYIV, '2026-10-24'],
    ['2026-10-24T21:00:00.000Z', KYIV, '2026-10-25'],
    ['2026-10-25T21:59:59.999Z', KYIV, '2026-10-25'],
    ['2026-10-25T22:00:00.000Z', KYIV, '2026-10-26'],
    ['2026-12-31T21:59:59.999Z', KYIV, '2026-12-31'],
    ['2026-12-31T22:00:00.000Z', KYIV, '2027-01-01'],
    ['2028-02-28T22:00:00.000Z', KYIV, '2028-02-29'],
    ['2026-06-15T10:00:00.000Z', 'Pacific/Kiritimati', '2026-06-16'],
    ['2026-06-15T10:59:59.999Z', 'Pacific/Niue', '2026-06-14'],
    ['2026-06-15T23:59:59.999Z', 'UTC', '2026-06-15'],
    ['0001-01-01T12:00:00.000Z', 'UTC', '0001-01-01'],
  ];
  for (const [instant, timeZone, date] of dates) {
    test(`${instant} in ${timeZone} is ${date}`, () =>
      assert.equal(civilDate(new Date(instant), timeZone), date));
  }

  test('the old spelling of Kyiv is the same zone', () => {
    assert.equal(civilDate(new Date('2026-01-15T22:00:00Z'), 'Europe/Kiev'), '2026-01-16');
  });
  test('a zone that does not exist is refused', () => {
    for (const zone of ['Europe/Atlantis', '', 'Kyiv', '__proto__'])
      assert.throws(() => civilDate(new Date(0), zone), RangeError);
  });
});

describe('a clock', () => {
  test('turns the date at midnight, to the millisecond, and back when time is set back', () => {
    let now = new Date('2026-06-15T20:59:59.999Z');
    const clock = clockFrom(() => now, KYIV);
    assert.equal(clock.today(), '2026-06-15');
    now = new Date('2026-06-15T21:00:00.000Z');
    assert.equal(clock.today(), '2026-06-16');
    now = new Date('2026-06-15T20:59:59.999Z');
    assert.equal(clock.today(), '2026-06-15');
  });
  test('agrees with civilDate at every minute of both clock-change nights', () => {
    for (const night of ['2026-03-28T18:00:00Z', '2026-10-24T18:00:00Z']) {
      let at = Date.parse(night);
      const clock = clockFrom(() => new Date(at), KYIV);
      for (let minute = 0; minute < 36 * 60; minute++, at += 60_000)
        assert.equal(clock.today(), civilDate(new Date(at), KYIV));
    }
  });
  test('started at an instant runs on from there', () => {
    const startsAt = new Date('2031-05-05T05:05:05Z');
    const clock = createClock({ timeZone: KYIV, startsAt });
    const passed = clock.now().getTime() - startsAt.getTime();
    assert.ok(passed >= 0 && passed < 1000, `${passed} ms`);
    assert.equal(clock.today(), '2031-05-05');
  });
  test('without a start it is the real time', () => {
    const before = Date.now();
    const now = createClock({ timeZone: KYIV }).now().getTime();
    assert.ok(now >= before && now <= Date.now());
  });
  test('in a zone that does not exist is not made', () => {
    assert.throws(() => createClock({ timeZone: 'Europe/Atlantis' }), RangeError);
  });
});

describe('parseClockStart', () => {
  const starts: [text: string, instant: string][] = [
    ['2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T21:00:00.000Z'],
    ['2028-02-29', '2028-02-28T22:00:00.000Z'],
    ['2026-03-29T00:30:00Z', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T00:30:00.125+02:00', '2026-03-28T22:30:00.125Z'],
    ['2026-03-29T00:30Z', '2026-03-29T00:30:00.000Z'],
    ['1000-01-01T00:00:00Z', '1000-01-01T00:00:00.000Z'],
    ['9000-12-31T23:59:59Z', '9000-12-31T23:59:59.000Z'],
  ];
  for (const [text, instant] of starts) {
    test(`${text} is ${instant}`, () => assert.equal(parseClockStart(text, KYIV).toISOString(), instant));
  }
  test('a date without a midnight starts with its first instant', () => {
    // In Brazil summer time began at midnight: 4 November 2018 started at 01:00.
    assert.equal(
      parseClockStart('2018-11-04', 'America/Sao_Paulo').toISOString(),
      '2018-11-04T03:00:00.000Z',
    );
  });
  const refused = [
    '',
    'now',
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '20260329',
    '2026-03-29T00:30:00',
    '2026-03-29 ',
    '2026-03-29T25:00:00Z',
    '1774742400',
    '0001-01-01',
    '0999-12-31T23:59:59Z',
    '9001-01-01T00:00:00Z',
    '9999-12-31',
    '+010000-01-01T00:00:00Z',
    '-000100-01-01T00:00:00Z',
  ];
  for (const text of refused) {
    test(`"${text}" is refused`, () => assert.throws(() => parseClockStart(text, KYIV), RangeError));
  }
});
