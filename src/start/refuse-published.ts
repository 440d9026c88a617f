import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/pool.ts';
import { findGivenCredentials, type GivenCredential, readPublishedWorld } from '../worlds/published.ts';

/** A registry that is no demo still accepts what a demo has left. */
export class PublishedCredentialsError extends Error {
  readonly hint: string;
  constructor(found: readonly GivenCredential[]) {
    super(
      `Credentials that are published with the demo world are valid in this database: ${found.map(({ name }) => name).join(', ')}.`,
    );
    this.hint = revokeHint(found);
  }
}

const COMMANDS: Partial<Record<GivenCredential['kind'], string>> = {
  token: 'esoz token revoke',
  api_key: 'esoz api-key revoke',
};

/** What takes them away: all at once, and those that have a command of their own one by one. */
function revokeHint(found: readonly GivenCredential[]): string {
  const single = found.flatMap(({ kind, id, name }) => {
    const command = COMMANDS[kind];
    return command === undefined ? [] : [`  ${command} ${id}   # ${name}`];
  });
  const oneByOne = single.length === 0 ? '' : `\nor one by one:\n${single.join('\n')}`;
  return `Revoke all of them, tokens, API keys, client secrets and passwords:\n  esoz world revoke worlds/demo.json${oneByOne}`;
}

/** Those of the demo world's credentials that the database would accept now (SPEC 13.1). */
export async function findPublished(db: Database, clock: Clock): Promise<GivenCredential[]> {
  const found = await findGivenCredentials(db, await readPublishedWorld(), clock.now());
  return found.filter(({ isValid }) => isValid);
}

/** @throws PublishedCredentialsError where there are any */
export async function refusePublished(db: Database, clock: Clock): Promise<void> {
  const found = await findPublished(db, clock);
  if (found.length > 0) throw new PublishedCredentialsError(found);
}
