import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../config/load.ts';
import { ConfigError } from '../config/mistakes.ts';
import { servesFiles } from '../config/store-settings.ts';
import type { Config } from '../config/variables.ts';
import { civilDate } from '../platform/clock.ts';
import { checkDatabase } from './database.ts';
import type { Finding } from './finding.ts';
import { checkIssuer } from './issuer.ts';
import { checkStorage } from './storage.ts';

/** Enough for a small registry to grow before somebody looks again. */
const LEAST_FREE_BYTES = 1024 ** 3;

/** Every check, in the order in which they would stop a start; never throws. */
export async function runDoctor(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const runtime = checkRuntime();
  let config: Config;
  try {
    config = loadConfig(environment, 'start');
  } catch (error) {
    return [runtime, ...configMistakes(error)];
  }
  return [
    runtime,
    { name: 'environment', state: 'ok', detail: `${config.ENVIRONMENT}, every variable is valid` },
    ...config.unknownVariables.map((detail): Finding => ({ name: 'environment', state: 'warning', detail })),
    checkTimeZone(config),
    checkWorkers(config),
    await checkPort('PORT', config.HOST, config.PORT),
    await checkPort('ADMIN_PORT', config.HOST, config.ADMIN_PORT),
    ...(servesFiles(config) ? [await checkPort('STORE_PORT', config.HOST, config.STORE_PORT)] : []),
    await checkDisk(config),
    ...(await checkDatabase(config)),
    ...(await checkStorage(config)),
    ...(await checkIssuer(config)),
  ];
}

function checkRuntime(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `Node.js ${process.versions.node}, ${process.platform} ${process.arch}`;
  if (major >= 26) return { name: 'runtime', state: 'ok', detail };
  return {
    name: 'runtime',
    state: 'failed',
    detail,
    remedy: 'Run `npm ci`: the project brings Node.js 26 itself.',
  };
}

function configMistakes(error: unknown): Finding[] {
  const mistakes = error instanceof ConfigError ? error.mistakes : [(error as Error).message];
  const remedy = 'See docs/reference/configuration.md.';
  return mistakes.map((detail) => ({ name: 'environment', state: 'failed', detail, remedy }));
}

function checkTimeZone({ TIME_ZONE, clockStartsAt }: Config): Finding {
  const now = clockStartsAt ?? new Date();
  const detail = `${TIME_ZONE}, the current date is ${civilDate(now, TIME_ZONE)}${clockStartsAt ? ' (ESOZ_CLOCK)' : ''}`;
  return { name: 'time zone', state: 'ok', detail };
}

function checkWorkers({ WORKERS }: Config): Finding {
  const name = 'workers';
  const cores = availableParallelism();
  const detail = `${WORKERS} on ${cores} core${cores === 1 ? '' : 's'}`;
  if (WORKERS <= cores) return { name, state: 'ok', detail };
  return { name, state: 'warning', detail, remedy: 'More than cores serve no faster: set WORKERS=auto.' };
}

async function checkPort(name: string, host: string, port: number): Promise<Finding> {
  if (port === 0) return { name, state: 'ok', detail: 'any free port' };
  const server = createServer();
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve).listen(port, host, () => resolve(undefined));
  });
  server.close();
  if (!failure) return { name, state: 'ok', detail: `${host}:${port} is free` };
  if (failure.code === 'EADDRINUSE') {
    const remedy = `If that is not a running \`esoz start\`, stop it or set ${name}.`;
    return { name, state: 'warning', detail: `${host}:${port} is in use`, remedy };
  }
  const remedy = `Set HOST and ${name} to an address this machine may listen on.`;
  return { name, state: 'failed', detail: `${host}:${port} cannot be used (${failure.code})`, remedy };
}

async function checkDisk(config: Config): Promise<Finding> {
  const name = 'disk';
  if (config.DATABASE_URL !== undefined && !servesFiles(config))
    return { name, state: 'ok', detail: 'nothing is kept here' };
  const directory = path.resolve(config.DATA_DIR);
  const { bavail, bsize } = await statfs(existingParent(directory));
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free for ${directory}`;
  if (free >= LEAST_FREE_BYTES) return { name, state: 'ok', detail };
  return { name, state: 'failed', detail, remedy: 'Free some space, or point DATA_DIR at another disk.' };
}

function existingParent(directory: string): string {
  const parent = path.dirname(directory);
  return existsSync(directory) || parent === directory ? directory : existingParent(parent);
}
