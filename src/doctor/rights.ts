import type { Config } from '../config/variables.ts';
import { createClock } from '../platform/clock.ts';
import { APPLICATION_ROLE } from '../platform/database/migrate.ts';
import type { Database } from '../platform/database/pool.ts';
import { grantHint, missingRights, readRights } from '../platform/database/rights.ts';
import { findPublished, PublishedCredentialsError } from '../start/refuse-published.ts';
import { findExcess, findPower } from './excess.queries.ts';
import type { Finding } from './finding.ts';

const SEE = 'docs/adr/0003-two-database-roles.md';

/** Whether the database's role can do what the product needs, and no more; and whether a demo has left anything. */
export async function checkRights(db: Database, config: Config): Promise<Finding[]> {
  // What only weakens is a failure where it counts.
  const weak = config.ENVIRONMENT === 'demo' ? 'warning' : 'failed';
  const missing = await missingRights(db);
  return [
    enoughRights(missing),
    ...(await leastPrivilege(db, weak)),
    // It could not be looked for either.
    ...(missing.length > 0 ? [] : [await published(db, config)]),
  ];
}

function enoughRights(missing: Awaited<ReturnType<typeof missingRights>>): Finding {
  const name = 'rights';
  const [first] = missing;
  if (first === undefined)
    return { name, state: 'ok', detail: 'the database permits all that the product does' };
  const objects = [...new Set(missing.map(({ object }) => object))].join(', ');
  const detail = `${first.role} lacks rights on ${objects}: requests would be answered 503`;
  return { name, state: 'failed', detail, remedy: grantHint(first.role, missing) };
}

async function leastPrivilege(db: Database, weak: 'warning' | 'failed'): Promise<Finding[]> {
  const name = 'least privilege';
  const [power] = await findPower(db, []);
  const { role, login, isSuperuser, loginIsSuperuser, loginOwns } = power as NonNullable<typeof power>;
  if (isSuperuser) {
    const remedy = `Run as ${APPLICATION_ROLE}: see ${SEE}.`;
    return [{ name, state: weak, detail: `runs as ${role}, which is a superuser`, remedy }];
  }
  const needed = (await readRights()).filter(({ kind }) => kind === 'TABLE');
  const columns = [needed.map((right) => right.object), needed.map((right) => right.column)];
  const excess = await findExcess(db, [...columns, needed.map((right) => right.privilege)]);
  const findings = excess.map(({ what, remedy }): Finding => {
    const detail = what.startsWith('everybody') ? what : `runs as ${role}, which ${what}`;
    return {
      name,
      state: weak,
      detail,
      remedy: remedy.startsWith('Run') ? remedy : `As an administrator run: ${remedy};`,
    };
  });
  if (login !== role && (loginIsSuperuser || loginOwns)) {
    // A convenience and no wall: one statement that is smuggled in, and it is that role again.
    const detail = `connects as ${login}, ${loginIsSuperuser ? 'a superuser' : 'which owns the schema'}, and only acts as ${role}`;
    const remedy = `Put ${APPLICATION_ROLE} into DATABASE_URL, and ${login} into DATABASE_OWNER_URL: see ${SEE}.`;
    findings.push({ name, state: loginIsSuperuser ? weak : 'warning', detail, remedy });
  }
  if (findings.length > 0) return findings;
  return [{ name, state: 'ok', detail: `runs as ${role}, which may do what it must and no more` }];
}

async function published(db: Database, config: Config): Promise<Finding> {
  const name = 'demo credentials';
  if (config.ENVIRONMENT === 'demo') return { name, state: 'ok', detail: 'a demo may have them' };
  const found = await findPublished(
    db,
    createClock({ timeZone: config.TIME_ZONE, startsAt: config.clockStartsAt }),
  );
  if (found.length === 0) return { name, state: 'ok', detail: 'none is valid here' };
  const { message, hint } = new PublishedCredentialsError(found);
  return { name, state: 'failed', detail: message, remedy: hint };
}
