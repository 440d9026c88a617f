import { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import { createLogger } from '../platform/log.ts';
import type { Product } from '../start/product.ts';
import { findDemoInvitation } from '../worlds/demo-invitation.ts';
import { findDemoLinkInvitation } from '../worlds/demo-link-invitation.ts';
import { printFailure } from './outcome.ts';
import { startAsJson, startAsText } from './start-output.ts';
import { stopSignal } from './stop-signal.ts';

type StartOptions = { json?: true; world?: string };

/** `esoz start`: runs until SIGTERM or SIGINT. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the product: database, API, contract files, admin port')
    .option('--world <file>', 'load this world file first (an empty demo database gets worlds/demo.json)')
    .option('--json', 'print one JSON document on standard output once it is ready')
    .action(start);
}

async function start({ json, world }: StartOptions): Promise<void> {
  let product: Product;
  const stopped = stopSignal();
  try {
    const config = loadConfig(process.env, 'start');
    const log = createLogger(config.LOG_LEVEL);
    // Loaded here, so that commands which start nothing do not load the whole product: it is half of their time.
    const { startProduct } = await import('../start/product.ts');
    product = await startProduct(config, log, world);
    const isDemo = config.ENVIRONMENT === 'demo';
    const invitations = {
      licence: isDemo ? await findDemoInvitation(product.pool, product.clock.now()) : undefined,
      link: isDemo ? await findDemoLinkInvitation(product.pool, product.clock.now()) : undefined,
    };
    process.stdout.write(
      json
        ? `${JSON.stringify(startAsJson(product, invitations))}\n`
        : startAsText({ ...product, apiUrl: config.PUBLIC_URL ?? product.apiUrl }, invitations),
    );
    await stopped;
    log.info('stopping');
    await product.close();
    process.exit(0);
  } catch (error) {
    printFailure(error, json === true);
    process.exit(1);
  }
}
