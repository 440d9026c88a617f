import { PARAMETER_DEFAULTS } from '../parameters/parameters.ts';
import { parseClockStart } from '../platform/clock.ts';
import { jwtMistakes } from './jwt-variables.ts';
import { ConfigError, crossChecks, type Purpose } from './mistakes.ts';
import { readVariables } from './read-variable.ts';
import { storageMistakes } from './storage-mistakes.ts';
import { contractsBucketOf } from './store-settings.ts';
import { telemetryMistakes } from './telemetry-variables.ts';
import { unknownVariables } from './unknown-variables.ts';
import { type Config, VARIABLES } from './variables.ts';

/**
 * Reads and validates the whole environment.
 * @param purpose what will run with it: a command that signs no links does not ask for a store
 * @throws ConfigError with every mistake
 */
export function loadConfig(environment: NodeJS.ProcessEnv, purpose: Purpose = 'command'): Config {
  const { values, mistakes } = readVariables(environment, VARIABLES);
  const config = values as Config;
  config.parameterFallbacks = Object.fromEntries(
    Object.entries(PARAMETER_DEFAULTS).map(([name, value]) => [name, environment[name] ?? value]),
  );
  config.clockStartsAt = clockStartOf(config);
  config.unknownVariables = unknownVariables(environment);
  config.contractsBucket = contractsBucketOf(config);
  config.knownBuckets = config.KNOWN_BUCKETS ?? [config.contractsBucket];
  // Whether the environment has a variable at all: one that is mistaken has been reported above.
  const isSet = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`]);
  mistakes.push(
    ...crossChecks(config, purpose, isSet),
    ...jwtMistakes(isSet),
    ...telemetryMistakes(isSet),
    ...storageMistakes(config, purpose, isSet),
  );
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/** Undefined where none is given, and where it is not one: that is told with the other mistakes. */
function clockStartOf({ ESOZ_CLOCK, TIME_ZONE = 'UTC' }: Partial<Config>): Date | undefined {
  try {
    return ESOZ_CLOCK === undefined ? undefined : parseClockStart(ESOZ_CLOCK, TIME_ZONE);
  } catch {
    return undefined;
  }
}
