import { Command } from 'commander';
import type { RunningAel } from '../start/ael-process.ts';
import { runUntilStopped } from './until-stopped.ts';

/** `esoz ael`: the signing service as a process of its own; runs until SIGTERM or SIGINT. */
export function aelCommand(): Command {
  return new Command('ael')
    .description('start the signing service: links to contract files, by RPC')
    .option('--json', 'print one JSON document on standard output once it is ready')
    .action(run);
}

async function run({ json }: { json?: true }): Promise<void> {
  await runUntilStopped('ael', json, async (config, log) => {
    const { startAel } = await import('../start/ael-process.ts'); // as `esoz start` loads its product
    const ael = await startAel(config, log);
    return { text: asText(ael), json: asJson(ael), close: ael.close };
  });
}

/** JSON leaves out what is undefined. */
function asJson({ url, adminUrl, storeUrl, generatedToken }: RunningAel): object {
  return { ael_url: url, admin_url: adminUrl, store_url: storeUrl, ael_token: generatedToken };
}

function asText({ url, adminUrl, storeUrl, generatedToken }: RunningAel): string {
  const token =
    generatedToken === undefined
      ? ''
      : `\nAEL_TOKEN is not set; until the next start it is:\n\n  ${generatedToken}\n`;
  return `
AEL is ready. Start the API with AEL_URL=${url} and the same AEL_TOKEN.

  RPC    ${url}/rpc
  Admin  ${adminUrl}/ready  /live  /metrics
${storeUrl === undefined ? '' : `  Store  ${storeUrl}, files under DATA_DIR\n`}${token}
Stop with Ctrl-C.`;
}
