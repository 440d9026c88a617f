import pg from 'pg';
import { grantsOf } from './grants.ts';
import { APPLICATION_ROLE, GRANT_SCHEMA_MIGRATIONS } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import type { Database } from './pool.ts';
import { findMissingRights, type Right } from './rights.queries.ts';

/** The database's role cannot do what the product needs. */
export class RightsError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** What the application's role is granted: the migrations are the only list of it. */
export async function readRights(): Promise<Right[]> {
  const texts = (await readMigrations()).map(({ sql }) => sql);
  return parseRights([GRANT_SCHEMA_MIGRATIONS, ...texts].join(';\n'));
}

const STATEMENT = new RegExp(
  `^(GRANT|REVOKE)\\s+(.+?)\\s+ON\\s+(?:(SCHEMA|SEQUENCE|FUNCTION)\\s+)?(.+?)\\s+(?:TO|FROM)\\s+${APPLICATION_ROLE}$`,
  's',
);

/** @throws Error for a statement on the application's role that it does not understand */
export function parseRights(sql: string): Right[] {
  const rights = new Map<string, Right>();
  for (const statement of grantsOf(sql)) {
    if (!new RegExp(`\\b${APPLICATION_ROLE}\\b`).test(statement)) continue;
    const [, verb, privileges, kind = 'TABLE', objects] = STATEMENT.exec(statement) ?? [];
    if (privileges === undefined || objects === undefined)
      throw new Error(`cannot be understood: ${statement}`);
    for (const right of rightsOf(privileges, kind as Right['kind'], objects)) {
      const key = JSON.stringify(right);
      if (verb === 'GRANT') rights.set(key, right);
      else rights.delete(key);
    }
  }
  return [...rights.values()];
}

function rightsOf(privileges: string, kind: Right['kind'], objects: string): Right[] {
  return items(objects).flatMap((name) => {
    const object = name.replace(/\(.*\)$/s, '').trim();
    return items(privileges).flatMap((item) => {
      const [, privilege = '', columns] = /^(\w+)\s*(?:\((.*)\))?$/s.exec(item) ?? [];
      const names = columns === undefined ? [null] : items(columns);
      return names.map((column) => ({ kind, object, column, privilege }));
    });
  });
}

/** Separated by commas, but not by those within parentheses. */
const items = (list: string) => list.split(/,(?![^(]*\))/).map((item) => item.trim());

/** @throws RightsError that names what the role of a connection lacks */
export async function requireRights(db: Database): Promise<void> {
  const missing = await missingRights(db);
  if (missing.length === 0) return;
  const { role } = missing[0] as { role: string };
  throw new RightsError(
    `The role ${role} of DATABASE_URL lacks rights that the product needs: ${describeRights(missing)}.`,
    grantHint(role, missing),
  );
}

/** What the role of a connection may not do although the product needs it, and what it is called. */
export async function missingRights(db: Database): Promise<(Right & { role: string })[]> {
  const rights = await readRights();
  const column = <Name extends keyof Right>(name: Name) => rights.map((right) => right[name]);
  return findMissingRights(db, [column('kind'), column('object'), column('column'), column('privilege')]);
}

export function grantHint(role: string, missing: readonly Right[]): string {
  const isOther = role !== APPLICATION_ROLE;
  const use = isOther ? `Put the role ${APPLICATION_ROLE} into DATABASE_URL, or as` : 'As';
  return `${use} the owner of the schema run:\n${grantStatements(APPLICATION_ROLE, missing)}${
    isOther ? `\nand as an administrator: GRANT ${APPLICATION_ROLE} TO ${pg.escapeIdentifier(role)};` : ''
  }`;
}

/** A line an object. */
function grantStatements(role: string, rights: readonly Right[]): string {
  const byObject = Map.groupBy(
    rights,
    ({ kind, object }) => `${kind === 'TABLE' ? '' : `${kind} `}${object}`,
  );
  return [...byObject]
    .map(([object, of]) => `  GRANT ${privilegesOf(of)} ON ${object} TO ${role};`)
    .join('\n');
}

const describeRights = (rights: readonly Right[]) =>
  [...Map.groupBy(rights, ({ object }) => object)]
    .map(([object, of]) => `${privilegesOf(of)} on ${object}`)
    .join(', ');

function privilegesOf(rights: readonly Right[]): string {
  return [...Map.groupBy(rights, ({ privilege }) => privilege)]
    .map(([privilege, of]) => {
      const columns = of.flatMap(({ column }) => column ?? []);
      return columns.length === 0 ? privilege : `${privilege} (${columns.join(', ')})`;
    })
    .join(', ');
}
