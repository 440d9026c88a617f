/**
 * Goal: a server is read from only if it is a standby, of the primary's cluster, database and timeline, and has replayed all.
 * Method: every standing that breaks one condition. Real servers are in test/deploy/read-replica.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateOf } from './replica.ts';

const GOOD = {
  isStandby: true,
  isSameCluster: true,
  isSameDatabase: true,
  isSameTimeline: true,
  behindBytes: 0,
};

for (const [change, state] of [
  [{}, 'used'],
  [{ behindBytes: -8192 }, 'used'],
  [{ behindBytes: 1 }, 'behind'],
  [{ isSameTimeline: false }, 'another timeline'],
  [{ isSameDatabase: false }, 'another database'],
  [{ isStandby: false }, 'no standby'],
  [{ isSameCluster: false }, 'another cluster'],
  [{ isSameCluster: false, isStandby: false, behindBytes: 1 }, 'another cluster'],
] as const)
  test(`${JSON.stringify(change)}: ${state}`, () => {
    assert.equal(stateOf({ ...GOOD, ...change }), state);
  });
