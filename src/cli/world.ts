import type { Command } from 'commander';
import { loadWorld, type WorldReport } from '../worlds/load.ts';
import { revokeGiven } from '../worlds/published.ts';
import { readWorldFile } from '../worlds/world-file.ts';
import { commandGroup, outcomeCommand } from './command.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { withDatabase } from './with-database.ts';

/** `esoz world load <file>`. */
export function worldCommand(): Command {
  const load = outcomeCommand<{ json?: true; yesThisIsProduction?: true }>(
    'load',
    'make the registry be as a world file describes it; loading it again changes nothing',
    async ({ yesThisIsProduction }, file) => {
      const report = await withDatabase('world load', async ({ config, pool, clock }) => {
        if (config.ENVIRONMENT === 'prod' && !yesThisIsProduction) {
          throw new UsageError('worlds are for demos and tests: in prod add --yes-this-is-production');
        }
        return loadWorld(pool, clock, await readWorldFile(file as string), config.ENVIRONMENT === 'demo');
      });
      return { text: describeWorldReport(report), json: report };
    },
  )
    .argument('<file>', 'a world file, see docs/how-to/load-a-world.md')
    .option('--yes-this-is-production', 'load even when ENVIRONMENT is prod');
  const revoke = outcomeCommand(
    'revoke',
    'revoke every credential whose value stands in a world file: tokens, API keys, client secrets, passwords',
    revokeAction,
  ).argument('<file>', 'a world file; of a demo: worlds/demo.json');
  return commandGroup('world', 'worlds: registries described by a file', [load, revoke]);
}

async function revokeAction(_options: object, file?: string): Promise<Outcome> {
  const revoked = await withDatabase('world revoke', async ({ pool, stamp }) =>
    revokeGiven(pool, stamp, await readWorldFile(file as string)),
  );
  const lines = revoked.map(({ name }) => `  ${name}`);
  const text = lines.length === 0 ? 'The registry has none of them.' : ['Revoked:', ...lines].join('\n');
  return { text, json: { revoked: revoked.map(({ kind, id, name }) => ({ kind, id, name })) } };
}

/** A world report as lines; generated secrets appear here and nowhere else. */
export function describeWorldReport({ changes, generated }: WorldReport): string {
  const lines = Object.entries(changes).map(
    ([name, { created, updated, unchanged }]) =>
      `  ${name.padEnd(16)} ${created} created, ${updated} updated, ${unchanged} unchanged`,
  );
  const secrets = generated.map(({ kind, of, value }) => `  ${kind} of ${of}: ${value}`);
  return [
    'World loaded:',
    ...lines,
    ...(secrets.length > 0 ? ['Generated, shown this once:', ...secrets] : []),
  ].join('\n');
}
