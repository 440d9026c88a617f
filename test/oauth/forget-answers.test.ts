/**
 * Goal: what a refresh token once gave lies in the database for as long as it can be fetched again, and no longer.
 * Method: the API in this process, and the sweep, at a time that the test moves.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetAnswers } from '../../src/oauth/tokens/forget-answers.ts';
import { eventually } from '../fixtures/eventually.ts';
import { form, formRefresh, isAccepted, pairOf } from './flow.ts';
import { useServedPeople } from './world.ts';

const people = useServedPeople();
const refresh = (token: string) => form(people.url, '/oauth/tokens', formRefresh(people.ids, token));
const sealed = async () =>
  (await people.database.query('SELECT 1 FROM refresh_tokens WHERE sealed_answer IS NOT NULL')).length;

test('the sealed answer goes when its time is over; the tokens in it stay', async (t) => {
  const old = await refresh((await pairOf(people)).refresh);
  assert.equal(old.status, 200, old.describe());
  people.advance(91_000);
  const first = await pairOf(people);
  const answer = await refresh(first.refresh);
  assert.equal(await sealed(), 2);
  t.mock.timers.enable({ apis: ['setInterval'] });
  const stop = forgetAnswers(people.pool, people.clock, { warn: () => assert.fail('failed') });
  t.mock.timers.tick(60_000);
  await eventually('the sweep', async () => (await sealed()) === 1);
  await stop();
  t.mock.timers.reset();
  assert.equal((await refresh(first.refresh)).text, answer.text, 'still the same answer');
  assert.ok(await isAccepted(people.url, old.body.access_token));
  assert.equal((await refresh(old.body.refresh_token)).status, 200);
});
