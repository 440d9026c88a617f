import { beforeEach } from 'node:test';
import { SYSTEM_USER_ID } from '../../src/audit/actor.ts';
import type { Stamp } from '../../src/audit/stamp.ts';
import { createDispatcher, type Dispatcher } from '../../src/events/webhooks/dispatcher.ts';
import { addEndpoint } from '../../src/events/webhooks/endpoints.ts';
import { createLogger } from '../../src/platform/log.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type Registry, useRegistry } from '../fixtures/open-registry.ts';
import type { Receiver } from './receiver.ts';
import { changeParameter, movableClock } from './registry.ts';

const ALLOWED = { allowPrivate: true };
const START = '2026-11-22T10:00:00Z';

/** Webhooks that a test sends itself, by a clock that it moves; private addresses are allowed. */
export type Sending = {
  registry: Registry;
  clock: ReturnType<typeof movableClock>;
  dispatcher(policy?: typeof ALLOWED): Dispatcher;
  stamp(): Stamp;
  /** Adds a receiver as an endpoint; returns the id. */
  add(receiver: Receiver, overrides?: { url?: string; eventTypes?: string[] }): Promise<string>;
  /** One event, once nothing older can be in its way; returns what it is about. */
  happen(): Promise<string>;
  /** Sends everything that is due by the clock. */
  sendDue(sending?: Dispatcher): Promise<void>;
};

/** Every test of the file begins without endpoints, at the same moment. */
export function useSending(): Sending {
  const registry = useRegistry();
  const clock = movableClock(START);
  beforeEach(async () => {
    clock.set(START);
    await registry.database.query('DELETE FROM webhook_endpoints');
  });
  const dispatcher = (policy = ALLOWED) => {
    const { pool } = registry;
    return createDispatcher({ pool, clock, log: createLogger('silent'), policy, random: () => 0 });
  };
  const stamp = () => ({ now: clock.now(), userId: SYSTEM_USER_ID, requestId: 'test' });
  return {
    registry,
    clock,
    dispatcher,
    stamp,
    async add(receiver, overrides = {}) {
      const endpoint = {
        url: receiver.url,
        eventTypes: [],
        allowPrivate: false,
        after: undefined,
        ...overrides,
      };
      const added = await addEndpoint(registry.pool, stamp(), endpoint, ALLOWED);
      receiver.secret = added.secret;
      return added.id;
    },
    async happen() {
      const name = await changeParameter(registry.pool);
      await eventually('a settled event', async () => {
        const [row] = await registry.database.query<{ settled: boolean }>(
          'SELECT max(transaction_number) < event_horizon() AS settled FROM audit_log',
        );
        return row?.settled || undefined;
      });
      return name;
    },
    async sendDue(sending = dispatcher()) {
      await sending.dispatch();
      await sending.settled();
    },
  };
}

export const namesOf = ({ received }: Receiver) => received.map(({ event }) => event.resource_id);

export const answerWith =
  (status: number, headers: Record<string, string> = {}): Receiver['answer'] =>
  (_request, response) =>
    void response.writeHead(status, headers).end();
