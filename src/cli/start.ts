import { Command } from 'commander';
import { findDemoInvitations } from '../demo/invitations.ts';
import { startAsJson, startAsText } from './start-output.ts';
import { runUntilStopped } from './until-stopped.ts';

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
  await runUntilStopped('start', json, async (config, log) => {
    // Loaded here, so that commands which start nothing do not load the whole product: it is half of their time.
    const { startProduct } = await import('../start/product.ts');
    const product = await startProduct(config, log, world);
    const { pool, clock, apiUrl, failed, close } = product;
    const origin = new URL(config.PUBLIC_URL ?? apiUrl).origin;
    const isDemo = config.ENVIRONMENT === 'demo';
    const invitations = isDemo ? await findDemoInvitations(pool, clock, origin) : {};
    return {
      text: startAsText({ ...product, apiUrl: config.PUBLIC_URL ?? apiUrl }, invitations),
      json: startAsJson(product, invitations),
      failed,
      close,
    };
  });
}
