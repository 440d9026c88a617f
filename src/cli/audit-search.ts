import type { Command } from 'commander';
import type { AuditEntry } from '../audit/search.queries.ts';
import { type AuditSearch, searchAuditLog } from '../audit/search.ts';
import type { Database } from '../platform/database/pool.ts';
import { requireNumber, requireUuid } from './arguments.ts';
import { outcomeCommand } from './command.ts';
import { type Outcome, UsageError } from './outcome.ts';
import { type Column, tableText, toTheSecond } from './table.ts';
import { readDatabase } from './with-database.ts';

type Options = {
  json?: true;
  resource?: string;
  resourceId?: string;
  action?: string;
  actor?: string;
  client?: string;
  request?: string;
  from?: string;
  to?: string;
  after?: string;
  limit: string;
};

const MAX_LIMIT = 1_000;

const COLUMNS: readonly Column<AuditEntry>[] = [
  { title: 'id', of: ({ id }) => id },
  { title: 'when', of: ({ inserted_at }) => toTheSecond(inserted_at) },
  { title: 'who', of: ({ actor_id }) => actor_id },
  { title: 'action', of: ({ action }) => action },
  { title: 'resource', of: ({ resource }) => resource },
  { title: 'which', of: ({ resource_id }) => resource_id },
  { title: 'reason', of: ({ changeset }) => changeset.reason ?? '' },
];

/** `esoz audit search`: what the method of the API finds, over the whole log in one go. */
export function auditSearchCommand(): Command {
  return outcomeCommand('search', 'who changed what, newest first; what changed with --json', search)
    .option('--resource <name>', 'such as license, legal_entity, parameter')
    .option('--resource-id <id>', 'which one')
    .option('--action <name>', 'such as create, update')
    .option('--actor <id>', 'the user; 00000000-0000-0000-0000-000000000000 for commands')
    .option('--client <id>', 'the client that was used')
    .option('--request <id>', 'the request that did it, as its answer and the log have it')
    .option('--from <time>', 'not before: 2026-11-26 or 2026-11-26T09:00:00Z, in UTC')
    .option('--to <time>', 'before')
    .option('--limit <number>', `how many, at most ${MAX_LIMIT}`, '50')
    .option('--after <id>', 'the page behind this row');
}

async function search({ json: _json, limit, actor, client, ...options }: Options): Promise<Outcome> {
  const count = requireNumber('--limit', limit, 1, MAX_LIMIT);
  if (options.after !== undefined && !/^[1-9]\d{0,17}$/.test(options.after))
    throw new UsageError('--after must be the id of a row');
  const asked: AuditSearch = {
    resource: options.resource,
    resource_id: options.resourceId,
    action: options.action,
    actor_id: actor === undefined ? undefined : requireUuid('--actor', actor),
    client_id: client === undefined ? undefined : requireUuid('--client', client),
    request_id: options.request,
    from: optionalTime('--from', options.from),
    to: optionalTime('--to', options.to),
    after: options.after,
  };
  const { entries, next } = await readDatabase('audit search', ({ pool }) => searchOn(pool, asked, count));
  const more = next === null ? [] : ['', `There are more: add --after ${next}`];
  return {
    text: [tableText('audit rows', COLUMNS, entries), ...more].join('\n'),
    json: { entries, next },
  };
}

/** One search looks at a part of the log; a person who waits wants the whole. */
async function searchOn(pool: Database, asked: AuditSearch, count: number) {
  const entries: AuditEntry[] = [];
  let next: string | null | undefined = asked.after;
  do {
    const found = await searchAuditLog(pool, { ...asked, after: next ?? undefined }, count - entries.length);
    if (found === undefined) throw new UsageError('--after: there is no such row in the audit log');
    entries.push(...found.entries);
    next = found.next;
  } while (next !== null && entries.length < count);
  return { entries, next };
}

/** @throws UsageError unless it is absent, a day, or a moment in UTC */
function optionalTime(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/.test(value)
    ? new Date(value)
    : undefined;
  if (
    time === undefined ||
    Number.isNaN(time.getTime()) ||
    !time.toISOString().startsWith(value.slice(0, 10))
  )
    throw new UsageError(`${name} must be such as 2026-11-26 or 2026-11-26T09:00:00Z`);
  return time.toISOString();
}
