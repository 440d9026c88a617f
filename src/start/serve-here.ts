import type { AddressInfo } from 'node:net';
import { createLastUses, keepLastUses } from '../clients/last-use.ts';
import { observeReplica } from '../measurements/replica-gauges.ts';
import { createLane, laneConnections } from '../platform/database/lane.ts';
import { closeWithin } from '../platform/http/listening.ts';
import { type AppResources, createApp } from './app.ts';
import { endSoon } from './connect.ts';
import type { Serving, ServingResources } from './serving.ts';

/** @param countRequest where a rate limit is shared with other processes */
export function serveHere(resources: ServingResources, countRequest?: AppResources['countRequest']): Serving {
  const { config, connection, pool, clock, log, metrics, stopping } = resources;
  const opened = new AsyncDisposableStack();
  return {
    checks: [],
    shown: metrics.registry,
    async listen() {
      const replica = { url: config.DATABASE_READ_URL, log };
      const lane = createLane(laneConnections(config.DATABASE_POOL_MAX), connection, replica);
      observeReplica(metrics.registry, lane.replica);
      opened.defer(() => endSoon(lane));
      const lastUses = createLastUses(clock);
      opened.defer(keepLastUses(lastUses, pool, log)); // closed after the API: the last requests have been noted
      const { isLeaving, isRefusing, left, graceMs } = stopping;
      const app = await createApp({
        ...resources,
        lane,
        isLeaving,
        isDraining: isRefusing,
        noteUse: lastUses.note,
        countRequest,
      });
      opened.defer(async () => {
        await left();
        await closeWithin(app.server, graceMs, () => app.close());
      });
      await app.listen({ host: config.HOST, port: config.PORT });
      return app.server.address() as AddressInfo;
    },
    filesAt() {},
    drain() {},
    close: () => opened.disposeAsync(),
    failed: new Promise(() => {}),
  };
}
