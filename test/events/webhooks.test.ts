/**
 * Goal: every event arrives once, in order and signed, or becomes a dead letter.
 * Method: deliveries made by the test with a clock that it moves.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listDeadLetters, listEndpoints } from '../../src/events/webhooks/endpoints.queries.ts';
import {
  addEndpoint,
  removeEndpoint,
  retryDeadLetters,
  setActive,
  WebhookError,
} from '../../src/events/webhooks/endpoints.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { answerWith, namesOf, useSending } from './sending.ts';

const { registry, clock, dispatcher, stamp, add, happen, sendDue } = useSending();
const HOURS = 3600;

describe('delivery', () => {
  test('every event of the wanted types arrives once, in order, with a signature that verifies', async () => {
    const [all, licensesOnly] = [await startReceiver(), await startReceiver()];
    await happen(); // before the endpoint was there: not for it
    await add(all, { url: all.url.replace('127.0.0.1', 'localhost') });
    await add(licensesOnly, { eventTypes: ['license.created'] });
    const names = [await happen(), await happen(), await happen()];
    await sendDue();
    await sendDue();
    assert.deepEqual(namesOf(all), names);
    assert.ok(all.received.every(({ signatureIsValid }) => signatureIsValid));
    assert.ok(all.received.every(({ id, event }) => id === event.id));
    assert.deepEqual(licensesOnly.received, []);
  });

  test('the time of an attempt is the real one, also where the clock of the registry was moved', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    clock.set('2031-01-01T00:00:00Z');
    await happen();
    await sendDue();
    const age = Date.now() / 1000 - Number(receiver.received[0]?.headers['webhook-timestamp']);
    assert.ok(Math.abs(age) < 300, `${age} s: a receiver would refuse it`);
  });

  test('what a receiver missed in an hour arrives when it is back, in order', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    receiver.answer = answerWith(503);
    const names = [await happen(), await happen()];
    let attempts = 0;
    for (const end = clock.now().getTime() + HOURS * 1000; clock.now().getTime() < end; clock.forward(5)) {
      await sendDue();
    }
    attempts = receiver.received.length;
    assert.equal(attempts, 6); // at once, after 5 s, 30 s, 2 min, 10 min and 30 min
    assert.deepEqual(new Set(namesOf(receiver)), new Set([names[0]]));
    receiver.answer = answerWith(204);
    names.push(await happen());
    clock.forward(2 * HOURS);
    await sendDue();
    assert.deepEqual(namesOf(receiver).slice(attempts), names);
    assert.equal(new Set(receiver.received.slice(0, attempts + 1).map(({ id }) => id)).size, 1);
  });

  test('after the last attempt an event is a dead letter, the next has its turn, and a retry delivers it', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    receiver.answer = answerWith(500);
    const name = await happen();
    for (let attempt = 0; attempt < 8; attempt++) {
      await sendDue();
      clock.forward(6 * HOURS);
    }
    assert.equal(receiver.received.length, 8);
    const [letter] = await listDeadLetters(registry.pool, [id, 10]);
    assert.deepEqual(
      { ...letter, failed_at: undefined, id: undefined },
      {
        id: undefined,
        endpoint_id: id,
        event_id: receiver.received[0]?.id,
        event_type: 'parameter.changed',
        attempts: 8,
        last_error: 'status 500',
        failed_at: undefined,
        retry_requested_at: null,
      },
    );
    await sendDue();
    assert.equal(receiver.received.length, 8, 'nobody asked for a retry');

    await retryDeadLetters(registry.pool, stamp(), { letterId: letter?.id as string });
    await sendDue();
    assert.equal(receiver.received.length, 9);
    assert.equal((await listDeadLetters(registry.pool, [id, 10]))[0]?.attempts, 9);

    receiver.answer = answerWith(200);
    const next = await happen();
    await retryDeadLetters(registry.pool, stamp(), { endpointId: id });
    await sendDue();
    assert.deepEqual(namesOf(receiver).slice(9), [name, next]);
    assert.deepEqual(await listDeadLetters(registry.pool, [null, 10]), []);
  });

  test('a paused endpoint gets nothing, and afterwards everything', async () => {
    const receiver = await startReceiver();
    const id = await add(receiver);
    assert.equal(await setActive(registry.pool, stamp(), id, false), true);
    const name = await happen();
    await sendDue();
    assert.deepEqual(namesOf(receiver), []);
    await setActive(registry.pool, stamp(), id, true);
    await sendDue();
    assert.deepEqual(namesOf(receiver), [name]);
  });

  test('two processes never send one event both, however often they look', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    const names: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      names.push(await happen(), await happen());
      await Promise.all([sendDue(), sendDue(), sendDue()]);
    }
    await sendDue();
    assert.deepEqual(namesOf(receiver), names);
  });

  test('a process that stops cuts off what hangs without counting it, and another goes on at once', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    receiver.answer = () => {};
    const name = await happen();
    const first = dispatcher();
    await first.dispatch();
    await eventually('an attempt', () => receiver.received[0]);
    await first.stop(0);
    assert.equal((await listEndpoints(registry.pool, [clock.now().toISOString()]))[0]?.failures, 0);
    receiver.answer = answerWith(204);
    await sendDue();
    assert.deepEqual(namesOf(receiver), [name, name]);
  });
});

describe('what receivers may do', () => {
  test('one that hangs does not delay another', async () => {
    const [hanging, quick] = [await startReceiver(), await startReceiver()];
    hanging.answer = () => {};
    await add(hanging);
    await add(quick);
    const sending = dispatcher();
    const name = await happen();
    await sending.dispatch();
    await eventually('the first event', () => quick.received[0]);
    const next = await happen();
    await eventually('the second event', async () => {
      await sending.dispatch();
      return quick.received[1];
    });
    assert.deepEqual(namesOf(quick), [name, next]);
    assert.equal(hanging.received.length, 1);
    await sending.stop(0);
  });

  test('a redirect is a failure, and is not followed', async () => {
    const [inside, receiver] = [await startReceiver(), await startReceiver()];
    await add(receiver);
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.answer = answerWith(status, { location: inside.url });
      if (status === 301) await happen();
      await sendDue();
      const [endpoint] = await listEndpoints(registry.pool, [clock.now().toISOString()]);
      assert.equal(endpoint?.last_error, `a redirect (${status}) is not followed`);
      clock.forward(HOURS);
    }
    assert.deepEqual(inside.received, []);
  });

  test('one that hangs up, or answers something else than HTTP requests ask for, has failed', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    const answers: Record<string, Receiver['answer']> = {
      'connection failed': (request) =>
        void request.socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
        ),
      'connection failed (ECONNRESET)': (request) => void request.socket.destroy(),
      'connection failed (HPE_INVALID_CONSTANT)': (request) => void request.socket.end('nonsense'),
    };
    await happen();
    for (const [reason, answer] of Object.entries(answers)) {
      receiver.answer = answer;
      await sendDue();
      assert.equal((await listEndpoints(registry.pool, [clock.now().toISOString()]))[0]?.last_error, reason);
      clock.forward(HOURS);
    }
  });

  test('one that closes kept connections gets every event at the first attempt', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    receiver.answer = (request, response) => {
      response.writeHead(204).end();
      setImmediate(() => request.socket.destroy()); // without saying so beforehand
    };
    const names: string[] = [];
    for (let turn = 0; turn < 10; turn++) names.push(await happen());
    await sendDue();
    assert.deepEqual(namesOf(receiver), names);
    assert.equal((await listEndpoints(registry.pool, [clock.now().toISOString()]))[0]?.failures, 0);
  });

  test('an answer without end is a delivery by its status, and is cut off', async () => {
    const receiver = await startReceiver();
    await add(receiver);
    const chunk = Buffer.alloc(256 * 1024);
    receiver.answer = (_request, response) => {
      response.writeHead(200);
      const push = () => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(push));
      };
      push();
    };
    await happen();
    await happen();
    const began = performance.now();
    await sendDue();
    assert.ok(performance.now() - began < 5_000, 'not by the deadline');
    assert.equal(receiver.received.length, 2);
    assert.equal((await listEndpoints(registry.pool, [clock.now().toISOString()]))[0]?.failures, 0);
  });
});

describe('addresses', () => {
  test('nothing is sent to a private address that is not allowed, by name or by number', async () => {
    const receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    await add(receiver, { url: `https://localhost:${port}/` });
    await add(receiver, { url: `https://127.0.0.1:${port}/` });
    await happen();
    await sendDue(dispatcher({ allowPrivate: false }));
    assert.deepEqual(receiver.received, []);
    for (const { failures, last_error } of await listEndpoints(registry.pool, [clock.now().toISOString()]))
      assert.deepEqual([failures, last_error], [1, 'the address of the receiver is not allowed']);
  });

  test('an endpoint that nothing would be sent to is not added', async () => {
    const urls = [
      'http://receiver.example/',
      'ftp://receiver.example/',
      'https://user:word@receiver.example/',
      'https://169.254.169.254/latest',
      'https://[::1]/',
      'https://2130706433/',
      'https://localhost/',
      'https://LOCALHOST./',
      'https://receiver.localhost/',
      'https://[::ffff:10.0.0.1]/',
      'https://receiver.example:0/',
      'receiver.example',
    ];
    for (const url of urls) {
      const endpoint = { url, eventTypes: [], allowPrivate: false, after: undefined };
      await assert.rejects(
        addEndpoint(registry.pool, stamp(), endpoint, { allowPrivate: false }),
        (error) => error instanceof WebhookError,
        url,
      );
    }
  });
});

test('adding and removing is in the audit log, without the secret and the query of the URL', async () => {
  const endpoint = {
    url: 'https://receiver.example/hook?key=hidden',
    eventTypes: ['license.created'],
    allowPrivate: false,
    after: undefined,
  };
  const { id, secret } = await addEndpoint(registry.pool, stamp(), endpoint, { allowPrivate: false });
  assert.equal(await removeEndpoint(registry.pool, stamp(), id), true);
  assert.equal(await removeEndpoint(registry.pool, stamp(), id), false);
  const rows = await registry.database.query(
    'SELECT action, changeset FROM audit_log WHERE resource_id = $1 ORDER BY id',
    [id],
  );
  const shown = {
    url: 'https://receiver.example/hook',
    event_types: ['license.created'],
    is_active: true,
    allow_private: false,
  };
  assert.deepEqual(rows, [
    { action: 'create', changeset: { old: null, new: shown } },
    { action: 'delete', changeset: { old: shown, new: null } },
  ]);
  assert.ok(!JSON.stringify(rows).includes(secret));
});
