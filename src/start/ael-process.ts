import type { AddressInfo } from 'node:net';
import { observeAel } from '../ael/observe.ts';
import { createBucketCheck, warnOfFindings } from '../ael/readiness.ts';
import { createAelServer } from '../ael/rpc/server.ts';
import { randomSecret } from '../auth/secrets.ts';
import { consoleOriginsOf } from '../config/console-origins.ts';
import type { Config } from '../config/variables.ts';
import { observeStorage } from '../measurements/storage-gauges.ts';
import { createAdminServer } from '../platform/admin-server.ts';
import { createClock } from '../platform/clock.ts';
import { urlOf } from '../platform/http/address.ts';
import { closeWithin, DRAIN_MS, listen } from '../platform/http/listening.ts';
import type { Logger } from '../platform/log.ts';
import { createRegistry } from '../platform/metrics.ts';
import { observeReadiness } from '../platform/readiness.ts';
import { openAelService } from './open-ael.ts';
import { openTracing } from './open-tracing.ts';

/** A running `esoz ael`. */
export type RunningAel = {
  url: string;
  adminUrl: string;
  /** Of the embedded store, if it is the backend. */
  storeUrl: string | undefined;
  /** The service token where the environment has none. */
  generatedToken: string | undefined;
  /** Stops accepting, finishes what runs, closes everything; idempotent. */
  close(): Promise<void>;
};

/**
 * The signing service as a process of its own: store → RPC → admin port.
 * @throws Error where the store cannot be opened, or a listen error with its code
 */
export async function startAel(config: Config, log: Logger): Promise<RunningAel> {
  const tracing = await openTracing(config, 'esoz-ael', log);
  const clock = createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt });
  const opened = await openAelService(config, { clock, log, consoleOrigins: consoleOriginsOf(config) });
  const registry = createRegistry();
  const ael = observeAel(opened.ael, registry);
  const token = config.AEL_TOKEN ?? randomSecret();

  let draining = false;
  const isDraining = () => draining;
  const bucketCheck = createBucketCheck(ael, config.contractsBucket);
  const checks = [{ name: 'bucket', check: bucketCheck.bucket }];
  observeReadiness(registry, checks);
  observeStorage(registry, opened.storeUrl && config.DATA_DIR, opened.usage);
  const admin = createAdminServer({ registry, checks, isDraining });
  await using started = new AsyncDisposableStack();
  if (tracing) started.defer(tracing.close); // after the last request
  started.defer(() => closeWithin(admin, 0)); // closed last, so that /ready says `draining` until the end
  let closeRpc = async () => {};
  started.defer(async () => void (await Promise.all([closeRpc(), opened.close(DRAIN_MS)])));
  const rpc = await createAelServer({
    ael,
    token,
    log,
    maxConnections: config.MAX_CONNECTIONS,
    isDraining,
    tracer: tracing?.tracer,
  });
  closeRpc = () => closeWithin(rpc.server, DRAIN_MS, () => rpc.close());
  await rpc.listen({ host: config.HOST, port: config.AEL_PORT });
  await listen(admin, config.HOST, config.AEL_ADMIN_PORT);
  void warnOfFindings(ael, config.contractsBucket, log);
  const running = started.move();
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(rpc.server.address() as AddressInfo),
    adminUrl: urlOf(admin.address() as AddressInfo),
    storeUrl: opened.storeUrl,
    generatedToken: config.AEL_TOKEN === undefined ? token : undefined,
    close() {
      draining = true;
      closing ??= running.disposeAsync();
      return closing;
    },
  };
}
