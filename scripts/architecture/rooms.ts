/**
 * The house: floors from the top to the ground, rooms on each, and for each room what it may import. Arrows only go
 * down, or to the right on their own floor, so a room names only rooms that stand further down in this file.
 * `scripts/checks/layers.ts` holds the sources to it; `src/README.md` and the picture of
 * `docs/explanation/architecture.md` are made from it.
 */
export type Room = {
  /** A folder below `src/`, the `#` name of a package and a folder in it, or `#client`. */
  name: string;
  /** The longest matching folder wins: the files of `src/platform` itself are a room beside `src/platform/http`. */
  folder: string;
  purpose: string;
  /** Names of the rooms that it may import. */
  imports: readonly string[];
};

export type Floor = { name: string; rooms: readonly Room[] };

/** @param imports names, with blanks between */
const room = (name: string, purpose: string, imports = ''): Room => ({
  name,
  folder: name === '#client' ? 'client' : name.startsWith('#') ? `packages/${name.slice(1)}` : `src/${name}`,
  purpose,
  imports: imports.split(' ').filter((each) => each !== ''),
});

export const FLOORS: readonly Floor[] = [
  {
    name: 'commands',
    rooms: [
      room(
        'cli',
        'the commands of `esoz`, one file each: arguments, what they print, exit codes, signals',
        'conformance doctor portal start config site import demo worlds events legal-entities dictionaries parameters people clients audit platform/database platform/files platform/json platform platform/errors #spreadsheet',
      ),
      room(
        'portal',
        'contract files as a third party moves them, over HTTP alone: links, uploads, downloads, folders',
        'ael platform/files #client',
      ),
      room(
        'conformance',
        'whether an API is as SPEC.md says: the table of cases, the runner, the reports; it knows the product by HTTP alone',
        'platform/html',
      ),
      room(
        'doctor',
        'what `esoz doctor` and `esoz status` look at, and how to mend what they find',
        'start config ael/rpc ael/stores ael auth platform/database platform #embedded-store',
      ),
    ],
  },
  {
    name: 'assembly',
    rooms: [
      room(
        'start',
        'puts the parts together: product, app, list of routes, database, AEL, first world; the order of start and stop',
        'config demo worlds administration measurements events legal-entities licenses parameters dictionaries media-storage ael/rpc ael/stores ael console site sign-in oauth people clients api auth idempotency telemetry workers platform/http platform/database platform platform/errors #embedded-postgres #embedded-store',
      ),
      room(
        'config',
        'environment variables: names, defaults, how they are read, which do not go together',
        'parameters ael/stores ael platform',
      ),
    ],
  },
  {
    name: 'whole registry',
    rooms: [
      room(
        'import',
        'CSV files in bulk: reading, judging rows, resuming, reports; exports',
        'legal-entities licenses parameters auth audit platform/database platform/files platform/json platform platform/errors #spreadsheet',
      ),
      room(
        'demo',
        'the demo: its tokens and people, the calls that a start suggests, spare clinics, what its МІС receives',
        'worlds sign-in people clients api auth audit platform/html platform/database platform',
      ),
      room(
        'worlds',
        'world files: their form, their mistakes, loading; published credentials',
        'legal-entities licenses parameters people clients auth audit platform/database platform/files platform/json platform platform/errors',
      ),
      room(
        'administration',
        'what operators do over the API: legal entities, dictionaries, parameters, audit log, webhooks, users',
        'events legal-entities parameters dictionaries people api audit platform/database platform/json platform platform/errors',
      ),
      room(
        'measurements',
        'numbers for operators that no request tells: tokens, imports, the audit log, backlogs, space',
        'events platform/database platform',
      ),
      room(
        'events',
        'the list of events; webhooks with their signatures, retries and dead letters; announcements of expiry',
        'licenses api audit platform/database platform/json platform platform/errors',
      ),
    ],
  },
  {
    name: 'pages',
    rooms: [
      room(
        'console',
        'the console at `/console/` as it is served: its one page, and the bundle of `console/`',
        'ael site sign-in api platform/html platform platform/errors',
      ),
    ],
  },
  {
    name: 'subject matter',
    rooms: [
      room(
        'legal-entities',
        'clinics and pharmacies: list, details, which tokens see whom; entering, correcting, changing the status',
        'licenses api auth audit platform/http platform/database platform/json platform/errors',
      ),
      room(
        'licenses',
        'licences: create, update, get, validation, history, across legal entities; their facts, rules, refusals, statements',
        'parameters api audit platform/http platform/database platform/json platform platform/errors',
      ),
      room(
        'parameters',
        'chart parameters: names, defaults, which value is in force, setting one',
        'audit platform/database platform/errors',
      ),
      room(
        'dictionaries',
        'codes with their descriptions: both versions of the method; adding and changing values',
        'api audit platform/http platform/database platform/json platform/errors',
      ),
      room(
        'media-storage',
        'the methods for contract files: a link, its audit row, the list of a folder',
        'ael api audit platform/database platform/json platform platform/errors',
      ),
    ],
  },
  {
    name: 'signing',
    rooms: [
      room(
        'ael/rpc',
        'AEL over HTTP: JSON-RPC server and client, the twin for older callers',
        'ael api auth platform/json platform platform/errors',
      ),
      room(
        'ael/stores',
        'S3, Google, Swift, embedded: signatures of links, listings, checks with remedies',
        'ael platform #embedded-store',
      ),
      room(
        'ael',
        'what AEL can be asked and answers, the service behind it, file names, object keys, readiness',
        'platform/json platform',
      ),
    ],
  },
  {
    name: 'people and programs',
    rooms: [
      room(
        'sign-in',
        'the pages of signing in: who, for which legal entity, consent; the own account, one-time links; texts',
        'oauth people api auth platform/http platform/html platform/database platform/json platform',
      ),
      room(
        'oauth',
        'what programs may do in the name of people: authorization requests, consents, codes, tokens and their families',
        'api auth audit platform/database platform/json platform platform/errors',
      ),
      room(
        'people',
        'who signs in: passwords, attempts, sessions, one-time links; roles and where they count',
        'auth audit platform/database platform/json platform platform/errors',
      ),
      room(
        'clients',
        'programs that call: clients, their connections with MIS, API keys and tokens; issuing, rotating, blocking, last use',
        'api auth audit platform/database platform/json platform platform/errors',
      ),
    ],
  },
  {
    name: 'documents',
    rooms: [
      room(
        'site',
        'the documents at `/docs/`: pages out of Markdown and of the OpenAPI document, search, their address',
        'api platform/html platform platform/errors #api-document',
      ),
    ],
  },
  {
    name: 'methods',
    rooms: [
      room(
        'api',
        'what a route declares and how any route is served: server, order of checks, bodies, queries, answers, access log, rate limit',
        'auth idempotency audit platform/http platform/html platform/database platform/json platform platform/errors',
      ),
    ],
  },
  {
    name: 'every request',
    rooms: [
      room(
        'idempotency',
        'the first answer of an idempotency key: claimed, stored, sealed, swept',
        'platform/http platform/database platform/json platform platform/errors',
      ),
      room(
        'auth',
        'who calls: tokens, API keys, scopes, secrets; tokens of a foreign issuer',
        'platform/http platform/database platform/json platform platform/errors',
      ),
      room('audit', 'the audit log: appending rows, verifying the hash chains', 'platform/database'),
    ],
  },
  {
    name: 'platform',
    rooms: [
      room(
        'telemetry',
        'traces as OpenTelemetry has them: sampling, batches, sending; loaded only where they are asked for',
        'platform',
      ),
      room(
        'workers',
        'several processes behind one port: their starts and ends, the news they get, what they count together',
        'platform',
      ),
      room(
        'platform/http',
        'HTTP below any route: envelope, headers, conditions, what is no well-formed request',
        'platform',
      ),
      room('platform/html', 'pages below any route: templates that escape, the frame, the stylesheet'),
      room(
        'platform/database',
        'PostgreSQL: pool, transactions, migrations, pages, shared statements, SQLSTATEs',
        'platform platform/errors',
      ),
      room(
        'platform/files',
        'files that a command writes where it is told to: through links, whole, with their mode and owner',
      ),
      room(
        'platform/json',
        'strict JSON, JSON Schema, schema errors in the documented form',
        'platform/errors',
      ),
      room('platform', 'clock, log, metrics, limits, pages, admin port'),
      room('platform/errors', 'what an error and a rule are; the errors that any method can answer'),
    ],
  },
  {
    name: 'packages',
    rooms: [
      room(
        '#client',
        'the typed client of the API, published for whoever calls it: methods, outcomes, repeating, pages, files',
      ),
      room(
        '#api-document',
        'the document of the API: its types, its methods, a call of it as a command and in TypeScript',
      ),
      room(
        '#embedded-postgres',
        'a PostgreSQL of its own: found, started under a fitting identity, locked, watched, stopped',
      ),
      room(
        '#embedded-store',
        'the entrance of the S3-style store: opening, listening, closing',
        '#embedded-store/operations #embedded-store/disk #embedded-store/signature #embedded-store/wire',
      ),
      room(
        '#embedded-store/operations',
        'what its requests do: objects, listings, multipart uploads, buckets',
        '#embedded-store/disk #embedded-store/signature #embedded-store/wire',
      ),
      room(
        '#embedded-store/disk',
        'its files: durable writes, records, index, locks, unfinished uploads',
        '#embedded-store/signature #embedded-store/wire',
      ),
      room(
        '#embedded-store/signature',
        'whether a request was signed: claim, key, payload, chunks',
        '#embedded-store/wire',
      ),
      room(
        '#embedded-store/wire',
        'its bytes: targets, fields, ranges, checksums, XML, CORS, errors, a file on its way out',
      ),
      room(
        '#spreadsheet',
        'tables that spreadsheets open safely and show as they are: lines, exact texts, formulas',
      ),
    ],
  },
];

export const ROOMS: readonly Room[] = FLOORS.flatMap(({ rooms }) => rooms);

/** The room of a file: that of its longest folder in the table. */
export function roomOf(file: string, rooms: readonly Room[] = ROOMS): Room | undefined {
  return rooms
    .filter(({ folder }) => file.startsWith(`${folder}/`))
    .reduce<Room | undefined>(
      (best, each) => (best === undefined || each.folder.length > best.folder.length ? each : best),
      undefined,
    );
}
