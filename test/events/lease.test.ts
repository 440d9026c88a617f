/**
 * Goal: what a killed process was sending is sent by another, later.
 * Method: a product killed while its receiver waits.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { startProduct } from '../fixtures/product.ts';
import { startReceiver } from './receiver.ts';
import { answerWith, namesOf, useSending } from './sending.ts';

const { registry, add, happen, sendDue } = useSending();

/** Leases go by the clock of the database, which no test can move: it moves the lease. */
async function moveLease(from: string): Promise<void> {
  const leases = await registry.database.query(
    `UPDATE webhook_endpoints SET leased_until = clock_timestamp() ${from}
      WHERE leased_until > clock_timestamp() RETURNING lease_id`,
  );
  assert.equal(leases.length, 1, 'a lease that is held');
}

test('what a killed process was sending is left alone until its lease is over, and then sent by another', async () => {
  const receiver = await startReceiver();
  await add(receiver, { eventTypes: ['parameter.changed'] });
  receiver.answer = () => {}; // the process is killed in the middle of its attempt
  const names = [await happen(), await happen()];
  const product = await startProduct({
    env: { DATABASE_URL: registry.database.url, WEBHOOK_ALLOW_PRIVATE: 'true' },
  });
  await eventually('an attempt', () => receiver.received[0]);
  await product.kill();
  receiver.answer = answerWith(204);

  await moveLease("+ interval '1 hour'"); // however slow this machine is
  await sendDue();
  assert.deepEqual(namesOf(receiver), names.slice(0, 1), 'the dead process is believed to be alive');

  await moveLease("- interval '1 second'");
  await sendDue();
  const [first, ...rest] = receiver.received;
  assert.deepEqual(
    rest.map(({ event }) => event.resource_id),
    names,
  );
  assert.equal(rest[0]?.id, first?.id, 'receivers can tell that they have it');
});
