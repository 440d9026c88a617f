import type { Command } from 'commander';
import { httpBase } from '../config/parsers.ts';
import type { RowCounts } from '../doctor/status.queries.ts';
import { outcomeCommand } from './command.ts';
import { findingLines } from './findings.ts';
import { UsageError } from './outcome.ts';
import { describeVersions, versions } from './version.ts';
import { loadCommandConfig } from './with-database.ts';

type StatusOptions = { json?: true; url?: string; adminUrl?: string };

/** `esoz status`: exit code 0 when the product runs and everything in it is ready. */
export function statusCommand(): Command {
  return outcomeCommand<StatusOptions>(
    'status',
    'whether the product of this environment runs and is ready; starts nothing',
    async (options) => {
      const addresses = {
        ...optionalAddress('url', '--url', options.url),
        ...optionalAddress('adminUrl', '--admin-url', options.adminUrl),
      };
      const config = loadCommandConfig();
      const { readStatus } = await import('../doctor/status.ts'); // as `esoz start` loads its product
      const { COUNT_LIMIT } = await import('../doctor/status.queries.ts');
      const { findings, counts } = await readStatus(config, addresses);
      const healthy = findings.every(({ state }) => state !== 'failed');
      const registry = counts === undefined ? [] : [countLine(counts, COUNT_LIMIT)];
      return {
        text: [describeVersions().text, '', ...findingLines(findings), ...registry].join('\n'),
        json: { healthy, versions: versions(), findings, counts: counts ?? null },
        exitCode: healthy ? 0 : 1,
      };
    },
  )
    .option('--url <url>', 'address of the API (default: PUBLIC_URL, else HOST and PORT)')
    .option('--admin-url <url>', 'address of the admin port (default: HOST and ADMIN_PORT)');
}

function optionalAddress<Name extends string>(
  name: Name,
  option: string,
  value: string | undefined,
): { [Key in Name]?: string } {
  if (value === undefined) return {};
  try {
    return { [name]: httpBase(value) } as { [Key in Name]: string };
  } catch (error) {
    throw new UsageError(`${option} ${(error as Error).message}`, { cause: error });
  }
}

function countLine(counts: RowCounts, limit: number): string {
  const parts = Object.entries(counts).map(
    ([table, count]) =>
      `${count >= limit ? `at least ${limit}` : count} ${table.replaceAll('_', ' ').replace('licenses', 'licences')}`,
  );
  return `  registry: ${parts.join(', ')}`;
}
