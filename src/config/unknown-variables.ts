import { PARAMETER_DEFAULTS } from '../parameters/parameters.ts';
import { nearestName } from '../platform/nearest-name.ts';
import { CLIENT_VARIABLES } from './client-variables.ts';
import type { Variable } from './parsers.ts';
import { VARIABLES } from './variables.ts';

/** Beginnings that are ours alone: what has one and is unknown was meant for us, whatever it was meant to be. */
const OURS = /^(ESOZ|RATE_LIMIT|WEBHOOK|JWT|AEL|S3|GCS|SWIFT|SECRETS|MEDIA_STORAGE|LEGAL_ENTITY|OTEL)_/;

/** Beginnings of others: `PGHOST` is libpq's, however near to `HOST`. */
const OTHERS = /^(PG|LC_|XDG_|SSH_|NODE_|npm_|AWS_|GIT_)/;

const KNOWN: readonly string[] = [
  ...Object.entries<Variable<unknown>>({ ...VARIABLES, ...CLIENT_VARIABLES }).flatMap(([name, { secret }]) =>
    secret ? [name, `${name}_FILE`] : [name],
  ),
  ...Object.keys(PARAMETER_DEFAULTS),
];

/**
 * What of the environment looks like a variable of ours and is none: a misspelt limit would be no limit, without a word.
 * @returns a sentence each; names only, since the values may be secrets
 */
export function unknownVariables(environment: NodeJS.ProcessEnv): string[] {
  return Object.keys(environment).flatMap((name) => {
    if (KNOWN.includes(name) || OTHERS.test(name) || !/^\w+$/.test(name)) return [];
    const nearest = nearestName(name, KNOWN);
    if (nearest !== undefined) return [`${name} is no variable of ours: did you mean ${nearest}?`];
    return OURS.test(name) ? [`${name} is no variable of ours: see docs/reference/configuration.md`] : [];
  });
}
