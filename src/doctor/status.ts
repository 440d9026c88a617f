import { apiUrl, localUrl } from '../config/local-url.ts';
import type { Config } from '../config/variables.ts';
import { createPool } from '../platform/database/pool.ts';
import { type MigrationState, migrationState, outdated } from '../platform/database/schema-state.ts';
import { joinDatabase, type OpenDatabase } from '../start/open-database.ts';
import type { Finding } from './finding.ts';
import { COUNT_LIMIT, countRows, type RowCounts } from './status.queries.ts';

/** What runs now, as `esoz status` shows it. */
export type Status = {
  findings: Finding[];
  /** Undefined where the database cannot be asked. */
  counts: RowCounts | undefined;
};

const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Looks, and starts nothing: the API, the readiness of each part by the admin port, the database and its schema. Never
 * throws.
 * @param addresses in place of those of the configuration
 */
export async function readStatus(
  config: Config,
  addresses: { url?: string; adminUrl?: string },
): Promise<Status> {
  const url = addresses.url ?? apiUrl(config);
  const adminUrl = addresses.adminUrl ?? localUrl(config.HOST, config.ADMIN_PORT);
  const [api, readiness, database] = await Promise.all([
    checkApi(url),
    checkReadiness(adminUrl),
    checkDatabase(config),
  ]);
  return { findings: [api, ...readiness, ...database.findings], counts: database.counts };
}

const START = 'Start it with: esoz start';

async function checkApi(url: string | undefined): Promise<Finding> {
  const name = 'API';
  if (url === undefined)
    return { name, state: 'failed', detail: 'PORT is 0: any port', remedy: 'Say with --url where it is.' };
  const answer = await ask(`${url}/api/dictionaries?name=LICENSE_TYPE`);
  if (typeof answer === 'string')
    return { name, state: 'failed', detail: `${url} does not answer (${answer})`, remedy: START };
  const { status, headers } = answer;
  // Every answer of ours has it, also the 404 for whoever does not send a value of CUSTOM_PSK.
  if (headers.get('x-request-id') === null)
    return {
      name,
      state: 'failed',
      detail: `${url} answers ${status}, and not as the API does`,
      remedy: 'Another program has the port, or a proxy stands before it: see PORT and PUBLIC_URL.',
    };
  if (status < 500) return { name, state: 'ok', detail: `${url} answers` };
  return { name, state: 'failed', detail: `${url} answers ${status}`, remedy: 'See the lines below.' };
}

const PART_REMEDIES: Record<string, string> = {
  database:
    'The product does not reach its database, or a newer version has it now: see its log, and esoz doctor.',
  ael: 'AEL does not answer: see AEL_URL and its log.',
  workers: 'No worker serves: see the log of the product, which says why they end.',
  bucket: 'Contract files cannot be reached: esoz doctor tells what the store answers.',
};

/** One finding a part, as the product itself sees them. */
async function checkReadiness(adminUrl: string | undefined): Promise<Finding[]> {
  const name = 'readiness';
  if (adminUrl === undefined) {
    const remedy = 'Say with --admin-url where it is.';
    return [{ name, state: 'failed', detail: 'ADMIN_PORT is 0: any port', remedy }];
  }
  const answer = await ask(`${adminUrl}/ready`);
  if (typeof answer === 'string') {
    const detail = `${adminUrl}/ready does not answer (${answer})`;
    return [{ name, state: 'failed', detail, remedy: `${START}; on another machine say --admin-url.` }];
  }
  const document = await answer.json().catch(() => undefined);
  const { status, checks } = (document ?? {}) as { status?: unknown; checks?: Record<string, unknown> };
  if (typeof status !== 'string' || checks === undefined) {
    const remedy = 'Another program has the port: see ADMIN_PORT.';
    return [{ name, state: 'failed', detail: `${adminUrl}/ready answers as something else`, remedy }];
  }
  const whole: Finding =
    status === 'ready'
      ? { name, state: 'ok', detail: `${adminUrl}/ready says ready` }
      : { name, state: 'failed', detail: `${adminUrl}/ready says ${status}` };
  return [whole, ...Object.entries(checks).map(([part, state]) => partFinding(part, state))];
}

function partFinding(part: string, state: unknown): Finding {
  const name = `${part} readiness`;
  if (state === 'ok') return { name, state: 'ok', detail: 'ready' };
  const remedy = PART_REMEDIES[part];
  return { name, state: 'failed', detail: String(state), ...(remedy === undefined ? {} : { remedy }) };
}

/** @returns why there is no answer, as text */
async function ask(url: string): Promise<Response | string> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: unknown } };
    return name === 'TimeoutError' ? 'no answer in time' : String(cause?.code ?? name);
  }
}

async function checkDatabase(
  config: Config,
): Promise<{ findings: Finding[]; counts: RowCounts | undefined }> {
  const name = 'database';
  try {
    const database = await joinDatabase(config);
    if (database !== undefined) return await examine(database);
    const detail = `no embedded PostgreSQL runs under ${config.DATA_DIR}`;
    return { findings: [{ name, state: 'failed', detail, remedy: START }], counts: undefined };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const remedy = 'esoz doctor looks closer.';
    const detail = message || code || 'no answer';
    return { findings: [{ name, state: 'failed', detail, remedy }], counts: undefined };
  }
}

async function examine({
  url,
  role,
  isPooled,
  kind,
}: OpenDatabase): Promise<{ findings: Finding[]; counts: RowCounts | undefined }> {
  const state = await migrationState({ url, isPooled });
  const applicationName = 'esoz status';
  const pool = createPool({ url, role, isPooled, max: 1, applicationName, onError: () => {} });
  try {
    const server = await pool.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    const where = kind === 'embedded' ? ', embedded' : '';
    const version = `PostgreSQL ${server.rows[0]?.version}${where}`;
    const database: Finding = { name: 'database', state: 'ok', detail: version };
    const schema = schemaFinding(state);
    // Of another schema a table may be missing.
    const [counts] = schema.state === 'failed' ? [] : await countRows(pool, [COUNT_LIMIT]);
    return { findings: [database, schema], counts };
  } finally {
    await pool.end();
  }
}

function schemaFinding(state: MigrationState): Finding {
  const name = 'schema';
  const [applied, pending, unknown] = [state.applied.length, state.pending.length, state.unknown.length];
  const reason = outdated(state);
  if (reason) return { name, state: 'failed', detail: reason.message, remedy: reason.hint };
  if (pending > 0) {
    const detail = `${applied} migrations applied, ${pending} are missing`;
    return { name, state: 'failed', detail, remedy: 'Run: esoz migrate' };
  }
  if (unknown === 0) return { name, state: 'ok', detail: `${applied} migrations applied, none is missing` };
  const remedy = 'Expected during an upgrade; otherwise start the newer version.';
  return { name, state: 'warning', detail: `newer than this program by ${unknown} migrations`, remedy };
}
