/**
 * Goal: what a receiver answers decides when and whether it is asked again.
 * Method: deliveries made by the test with a clock that it moves.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listDeadLetters, listEndpoints } from '../../src/events/webhooks/endpoints.queries.ts';
import { retryDeadLetters, rotateSecret, setActive } from '../../src/events/webhooks/endpoints.ts';
import { type Receiver, startReceiver, verify } from './receiver.ts';
import { answerWith, namesOf, useSending } from './sending.ts';

const { registry, clock, stamp, add, happen, sendDue } = useSending();

const onlyEndpoint = async () => (await listEndpoints(registry.pool, [clock.now().toISOString()]))[0];
/** Seconds from the clock until the next attempt. */
async function pauseSeconds(): Promise<number> {
  const next = (await onlyEndpoint())?.next_attempt_at as string;
  return (Date.parse(next) - clock.now().getTime()) / 1000;
}

describe('a receiver that asks to be left alone for a while', () => {
  const sixHours = 6 * 3600;
  const httpDate = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
  const cases: [string, number, Record<string, string>, (seconds: number) => boolean][] = [
    ['503 in seconds', 503, { 'retry-after': '90' }, (seconds) => seconds === 90],
    ['429 in seconds', 429, { 'retry-after': '90' }, (seconds) => seconds === 90],
    ['503 by a date', 503, { 'retry-after': httpDate(900) }, (seconds) => seconds > 800 && seconds <= 900],
    ['never sooner than by itself', 429, { 'retry-after': '1' }, (seconds) => seconds === 5],
    ['a date that is over', 503, { 'retry-after': httpDate(-900) }, (seconds) => seconds === 5],
    ['at most six hours', 503, { 'retry-after': '99999999999999' }, (seconds) => seconds === sixHours],
    ['at most six hours by a date', 503, { 'retry-after': httpDate(9e8) }, (seconds) => seconds === sixHours],
    ['nonsense', 503, { 'retry-after': '-1e3 soon' }, (seconds) => seconds === 5],
    ['only 429 and 503 may ask', 500, { 'retry-after': '90' }, (seconds) => seconds === 5],
  ];
  for (const [name, status, headers, isRight] of cases) {
    test(`Retry-After: ${name}`, async () => {
      const receiver = await startReceiver();
      await add(receiver);
      receiver.answer = answerWith(status, headers);
      await happen();
      await sendDue();
      const seconds = await pauseSeconds();
      assert.ok(isRight(seconds), `${seconds} s`);
    });
  }
});

describe('a receiver that is gone', () => {
  test('410 pauses its endpoint, with the reason, and leaves an audit row; resumed, it loses nothing', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    receiver.answer = answerWith(410);
    const names = [await happen(), await happen()];
    await sendDue();
    clock.forward(7 * 3600);
    await sendDue();
    assert.deepEqual(namesOf(receiver), [names[0]], 'one attempt, and none after it');
    const endpoint = await onlyEndpoint();
    assert.equal(endpoint?.is_active, false);
    assert.equal(endpoint.last_error, 'status 410: the receiver wants nothing any more');
    const [row] = await registry.database.query<{ changeset: { new: unknown } }>(
      `SELECT changeset FROM audit_log WHERE resource_id = $1 AND action = 'update'`,
      [id],
    );
    assert.deepEqual(row?.changeset.new, { is_active: false, reason: endpoint.last_error });
    assert.deepEqual(await listDeadLetters(registry.pool, [id, 10]), []);

    receiver.answer = answerWith(204);
    await setActive(registry.pool, stamp(), id, true);
    await sendDue();
    assert.deepEqual(namesOf(receiver).slice(1), names);
  });

  test('410 to a repeated dead letter keeps the letter and pauses the endpoint', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    receiver.answer = answerWith(500);
    await happen();
    for (let attempt = 0; attempt < 8; attempt++) {
      await sendDue();
      clock.forward(6 * 3600);
    }
    receiver.answer = answerWith(410);
    const waiting = await happen();
    await retryDeadLetters(registry.pool, stamp(), { endpointId: id });
    await sendDue();
    assert.equal((await listDeadLetters(registry.pool, [id, 10])).length, 1);
    assert.equal((await onlyEndpoint())?.is_active, false);
    assert.ok(!namesOf(receiver).includes(waiting));
  });
});

describe('an operator, while events are being sent', () => {
  test('resumes an endpoint and it is tried at once, whatever it was waiting for', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    receiver.answer = answerWith(503, { 'retry-after': '9999' });
    const name = await happen();
    await sendDue();
    receiver.answer = answerWith(204);
    await sendDue();
    assert.deepEqual(namesOf(receiver), [name], 'not yet');
    await setActive(registry.pool, stamp(), id, false);
    await setActive(registry.pool, stamp(), id, true);
    await sendDue();
    assert.deepEqual(namesOf(receiver), [name, name]);
  });

  test('pauses an endpoint in the middle of its events: the next one waits', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    receiver.answer = async (_request, response) => {
      await setActive(registry.pool, stamp(), id, false);
      response.writeHead(204).end();
    };
    const names = [await happen(), await happen()];
    await sendDue();
    assert.deepEqual(namesOf(receiver), names.slice(0, 1));
    receiver.answer = answerWith(204);
    await setActive(registry.pool, stamp(), id, true);
    await sendDue();
    assert.deepEqual(namesOf(receiver), names);
  });
});

describe('a secret that is rotated', () => {
  /** Which of the secrets verify what was received last. */
  const verifiedBy = ({ received }: Receiver, secrets: string[]) => {
    const { headers, body } = received.at(-1) as Receiver['received'][0];
    return secrets.map((secret) => verify(secret, headers, body));
  };
  const rotate = async (id: string, seconds: number) =>
    (await rotateSecret(registry.pool, stamp(), id, seconds))?.secret as string;

  test('leaves the old one good for its time, and then no longer', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    const old = receiver.secret;
    const fresh = await rotate(id, 86_400);
    assert.notEqual(fresh, old);
    await happen();
    await sendDue();
    assert.deepEqual(verifiedBy(receiver, [old, fresh]), [true, true]);
    assert.match(String(receiver.received[0]?.headers['webhook-signature']), /^v1,\S{44} v1,\S{44}$/);
    assert.equal((await onlyEndpoint())?.previous_secret_until, '2026-11-23T10:00:00.000Z');
    clock.forward(86_400);
    await happen();
    await sendDue();
    assert.deepEqual(verifiedBy(receiver, [old, fresh]), [false, true]);
    assert.equal((await onlyEndpoint())?.previous_secret_until, null);
  });

  test('may be forgotten at once, also by a process that is sending', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    const old = receiver.secret;
    let fresh = '';
    receiver.answer = async (_request, response) => {
      if (fresh === '') fresh = await rotate(id, 0);
      response.writeHead(204).end();
    };
    await happen();
    await happen();
    await sendDue();
    assert.equal(receiver.received.length, 2);
    assert.deepEqual(verifiedBy(receiver, [old, fresh]), [false, true]);
    const kept = await registry.database.query('SELECT previous_secret FROM webhook_endpoints');
    assert.deepEqual(kept, [{ previous_secret: null }]);
  });

  test('leaves an audit row without any secret; of an endpoint that is not there, nothing', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    const fresh = await rotate(id, 60);
    const rows = await registry.database.query(
      'SELECT action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id',
      [id],
    );
    assert.deepEqual(rows.at(-1), {
      action: 'rotate_secret',
      changeset: { old: null, new: { previous_secret_until: '2026-11-22T10:01:00+00:00' } },
    });
    const text = JSON.stringify([rows, await onlyEndpoint()]);
    for (const secret of [receiver.secret, fresh]) assert.ok(!text.includes(secret));
    assert.equal(
      await rotateSecret(registry.pool, stamp(), '00000000-0000-4000-8000-000000000000', 60),
      undefined,
    );
  });
});
