import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { loadClientConfig } from '../config/client-variables.ts';
import { loadConfig } from '../config/load.ts';
import { httpBase } from '../config/parsers.ts';
import type { Report } from '../conformance/run.ts';
import { writeOutputFile } from '../platform/files/output-file.ts';
import { createProgressBar } from '../platform/progress-bar.ts';
import { WorldError } from '../worlds/mistakes.ts';
import { readWorldFile } from '../worlds/world-file.ts';
import { requireNumber } from './arguments.ts';
import { outcomeCommand } from './command.ts';
import { interruptible } from './interruption.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { localProduct } from './portal-access.ts';
import { unguardedError } from './terminal.ts';

type ConformanceOptions = {
  json?: true;
  world?: string;
  credentials?: string;
  token?: string;
  apiKey?: string;
  printWorld?: true;
  list?: true;
  readOnly?: true;
  section: string[];
  case: string[];
  timeout: string;
  timeZone: string;
  junit?: string;
  html?: string;
};

const HELP = `
Whom it may be: --world (a file that --print-world made and the API has loaded: everything is tried), --credentials, or a
clinic's token alone, better as ESOZ_TOKEN and ESOZ_API_KEY than as an option, which other users of the machine can read.
Of a demo on this machine nothing need be given. Exit code 0: all that was tried holds; 1: something is broken, or nothing
could be tried. See docs/how-to/test-your-implementation.md.`;

const collect = (value: string, before: string[]) => [...before, value];

/** `esoz conformance <url>`. */
export function conformanceCommand(): Command {
  return outcomeCommand<ConformanceOptions>(
    'conformance',
    'whether an API is as SPEC.md says, sentence by sentence',
    conformanceAction,
  )
    .argument('[url]', 'address of the API (default: ESOZ_URL, else that of a product on this machine)')
    .option('--world <file>', 'whose tokens to use: a world of --print-world that the API has loaded')
    .option('--credentials <file>', 'tokens and API keys by role, a JSON file')
    .option('--token <token>', "a clinic's token, in place of ESOZ_TOKEN")
    .option('--api-key <key>', 'the API key that goes with it, in place of ESOZ_API_KEY')
    .option('--print-world', 'print a world with everything that the cases need, for `esoz world load`')
    .option('--list', 'print the cases and try none')
    .option('--read-only', 'send GET and HEAD alone')
    .option('--section <number>', 'only this section, or step, of SPEC.md; may be repeated', collect, [])
    .option('--case <id>', 'only this case; may be repeated', collect, [])
    .option('--timeout <seconds>', 'how long to wait for an answer', '10')
    .option('--time-zone <zone>', 'in which the API reckons its current date', 'Europe/Kyiv')
    .option('--junit <file>', 'write the report for a CI server')
    .option('--html <file>', 'write the report as a page')
    .addHelpText('after', HELP);
}

/** The kit is loaded when it is used, as `esoz start` loads its product. */
const loadKit = async () => ({
  ...(await import('../conformance/run.ts')),
  ...(await import('../conformance/world.ts')),
  ...(await import('../conformance/credentials.ts')),
  ...(await import('../conformance/table/table.ts')),
  ...(await import('../conformance/table/standing.ts')),
  ...(await import('../conformance/reports/summary.ts')),
  ...(await import('../conformance/reports/terminal.ts')),
  ...(await import('../conformance/reports/junit.ts')),
  ...(await import('../conformance/reports/html.ts')),
});
type Kit = Awaited<ReturnType<typeof loadKit>>;

async function conformanceAction(options: ConformanceOptions, url?: string): Promise<Outcome> {
  const kit = await loadKit();
  if (options.printWorld) {
    const world = kit.makeWorld();
    return { text: JSON.stringify(world, null, 2), json: world };
  }
  if (options.list) return listOf(kit);
  const { origin, isDemo } = addressOf(url);
  const only = [...options.section, ...options.case];
  requireKnown(kit, only);
  const timeoutMs = requireNumber('--timeout', options.timeout, 1, 300, ' of seconds') * 1000;
  requireTimeZone(options.timeZone);
  await requireFolders(options);
  const credentials = await credentialsOf(kit, options, isDemo);
  const report = await interruptible((signal) => {
    const progress = createProgressBar(unguardedError, () => performance.now());
    return kit
      .runConformance({
        origin,
        credentials,
        readOnly: options.readOnly === true,
        only,
        timeoutMs,
        timeZone: options.timeZone,
        now: () => new Date(),
        signal,
        onVerdict: ({ id }, done, of) =>
          progress.show(done === of, () => ({ share: done / of, text: `${done} of ${of}  ${id}` })),
      })
      .finally(progress.end);
  });
  await writeReports(kit, options, report);
  const isConformant = kit.isConformant(report);
  return {
    text: kit.terminalReport(report),
    json: { conformant: isConformant, counts: kit.countsOf(report.verdicts), ...report },
    exitCode: isConformant ? 0 : 1,
  };
}

function listOf({ CASES, standingCases }: Kit): Outcome {
  const cases = [...CASES, ...standingCases].map(({ id, sentence, uk }) => ({ id, sentence, uk }));
  return { text: cases.map(({ id, sentence }) => `${id}  ${sentence}`).join('\n'), json: { cases } };
}

/** Published tokens are tried on this machine alone: elsewhere they would be guesses. */
function addressOf(given: string | undefined): { origin: string; isDemo: boolean } {
  const { ESOZ_URL } = loadClientConfig(process.env);
  if (given === undefined && ESOZ_URL === undefined) {
    const { url, isDemo } = localProduct(process.env);
    return { origin: url, isDemo };
  }
  const origin = given === undefined ? (ESOZ_URL as string) : requireUrl(given);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
  return { origin, isDemo: isLocal && loadConfig(process.env).ENVIRONMENT === 'demo' };
}

function requireUrl(value: string): string {
  try {
    return httpBase(value);
  } catch (error) {
    throw new UsageError(`<url> ${(error as Error).message}`, { cause: error });
  }
}

function requireKnown({ CASES, standingCases, isAsked }: Kit, only: readonly string[]): void {
  const unknown = only.find((each) => ![...CASES, ...standingCases].some(({ id }) => isAsked(id, [each])));
  if (unknown !== undefined)
    throw new UsageError(`no case belongs to ${JSON.stringify(unknown)}: --list prints them`);
}

function requireTimeZone(name: string): void {
  try {
    Temporal.Now.plainDateISO(name);
  } catch (error) {
    throw new UsageError('--time-zone must be a name such as Europe/Kyiv', { cause: error });
  }
}

/** Said before the run, which takes minutes, and not after it. */
async function requireFolders({ junit, html }: ConformanceOptions): Promise<void> {
  for (const file of [junit, html]) {
    if (file === undefined) continue;
    await access(path.dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file} cannot be written (${error.code})`, { cause: error });
    });
  }
}

async function credentialsOf(kit: Kit, options: ConformanceOptions, isDemo: boolean) {
  const { ESOZ_TOKEN, ESOZ_API_KEY } = loadClientConfig(process.env);
  const [token, apiKey] = [options.token ?? ESOZ_TOKEN, options.apiKey ?? ESOZ_API_KEY];
  const given = [options.world, options.credentials, options.token].filter((each) => each !== undefined);
  if (given.length > 1) throw new UsageError('of --world, --credentials and --token give one');
  try {
    if (options.world !== undefined) return kit.credentialsOfWorld(await readWorldFile(options.world));
    if (options.credentials !== undefined)
      return kit.readCredentials(await readWorldFile(options.credentials));
    if (token !== undefined) return kit.singleCaller(token, apiKey);
  } catch (error) {
    if (error instanceof kit.CredentialsError) throw new UsageError(error.message, { cause: error });
    if (error instanceof WorldError)
      throw new UsageError(error.mistakes.map(({ message }) => message).join('\n'), { cause: error });
    throw error;
  }
  if (!isDemo) return { callers: {}, spares: [] };
  if (!options.json)
    process.stderr.write('Calling with the published tokens of the demo world; see --world for all cases.\n');
  return kit.DEMO;
}

async function writeReports(kit: Kit, { junit, html }: ConformanceOptions, report: Report): Promise<void> {
  async function* whole(text: string) {
    yield text;
  }
  if (junit !== undefined) await writeOutputFile(junit, whole(kit.junitReport(report)));
  if (html !== undefined) await writeOutputFile(html, whole(kit.htmlReport(report)));
}
