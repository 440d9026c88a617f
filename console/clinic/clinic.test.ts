/**
 * Goal: what a clinic is told of its licences is right on every day and for any licence.
 * Method: the functions that decide it, at the days and orders on which they turn.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { concernOf } from './concern.ts';
import { obstacleToAdd, obstacleToCorrect } from './obstacles.ts';
import type { License } from './reading.ts';
import { timelineOf } from './timeline.ts';

const TODAY = '2026-11-26';
const license = (more: Partial<License> = {}) =>
  ({
    ...{ is_primary: false, issued_date: '2024-02-28', active_from_date: '2024-03-01', expiry_date: null },
    ...more,
  }) as License;
const primary = (expiry_date: string | null) => license({ is_primary: true, expiry_date });

describe('what is the matter', () => {
  test('without a valid primary licence nothing else counts; on its last day it is valid', () => {
    const ending = license({ expiry_date: '2026-11-27' });
    assert.equal(concernOf(null, [ending], TODAY)?.kind, 'no-primary');
    assert.equal(concernOf(primary('2026-11-25'), [ending], TODAY)?.kind, 'primary-expired');
    const last = primary(TODAY);
    assert.deepEqual(concernOf(last, [ending, last], TODAY), { kind: 'ending', license: last, days: 0 });
  });

  test('what ends first is told, within ninety days and never again once it has ended', () => {
    const far = license({ expiry_date: '2027-02-25' });
    const near = license({ expiry_date: '2027-02-24' });
    const ended = license({ expiry_date: '2026-11-25' });
    assert.deepEqual(concernOf(primary(null), [far, near, ended], TODAY), {
      kind: 'ending',
      license: near,
      days: 90,
    });
    assert.equal(concernOf(primary(null), [far, ended], TODAY), undefined);
  });
});

describe('what cannot be done', () => {
  const standing = { canWrite: true, status: 'SUSPENDED', primary: primary(TODAY), today: TODAY };
  const [there, free] = [{ license_id: 'id' }, { license_id: null }];

  test('is told by the first reason that the registry would name', () => {
    const bad = { canWrite: false, status: 'CLOSED', primary: null, today: TODAY };
    assert.equal(obstacleToAdd(bad, []), 'scope');
    assert.equal(obstacleToAdd({ ...bad, canWrite: true }, []), 'status');
    assert.equal(obstacleToAdd({ ...bad, canWrite: true, status: 'ACTIVE' }, []), 'no-types');
    assert.equal(obstacleToAdd({ ...standing, primary: primary('2026-11-25') }, [there]), 'primary');
    assert.equal(obstacleToAdd(standing, [there]), 'all-present');
    assert.equal(obstacleToAdd(standing, [there, free]), undefined);
    assert.equal(obstacleToCorrect(bad, { is_primary: true }), 'is-primary');
    assert.equal(obstacleToCorrect({ ...standing, primary: null }, { is_primary: false }), 'primary');
    assert.equal(obstacleToCorrect(standing, { is_primary: false }), undefined);
  });
});

describe('the time line', () => {
  test('is whole years around today, with a year to come for what has no end', () => {
    const { years, today, bars } = timelineOf([license()], TODAY);
    assert.deepEqual(
      years.map(({ year }) => year),
      [2024, 2025, 2026, 2027],
    );
    assert.ok(today > 72 && today < 73);
    const [bar] = bars;
    assert.deepEqual([bar?.to, bar?.goesOn, bar?.goesBack, bar?.state], [100, true, false, 'active']);
  });

  test('cuts what is far away, says so, and names no more years than a phone has room for', () => {
    const old = license({
      issued_date: '1991-08-24',
      active_from_date: '1991-08-24',
      expiry_date: '9999-12-31',
    });
    const { years, bars } = timelineOf([old, license({ active_from_date: '2030-01-01' })], TODAY);
    assert.ok(years.length <= 7);
    assert.deepEqual([bars[0]?.from, bars[0]?.to, bars[0]?.goesBack, bars[0]?.goesOn], [0, 100, true, true]);
    assert.equal(bars[1]?.state, 'future');
  });
});
