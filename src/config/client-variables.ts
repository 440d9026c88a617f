import { ConfigError } from './mistakes.ts';
import { headerValue, httpBase, type Variable } from './parsers.ts';
import { readVariables } from './read-variable.ts';

/** As the product writes them: shorter ones prove nothing. */
export const webhookSecret = (value: string) => {
  if (!/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value))
    throw new Error('must be the secret that `esoz webhook add` printed, whsec_…');
  return value;
};

/** Of commands that stand outside of the product, as those do who call it or are called by it. */
export const CLIENT_VARIABLES = {
  ESOZ_URL: {
    parse: httpBase,
    description: 'Address of the API. Absent: PUBLIC_URL, else that of a product on this machine.',
  },
  ESOZ_TOKEN: {
    parse: headerValue,
    secret: true,
    description: 'Bearer token of the calls. Absent, for a demo on this machine: that of the demo portal.',
  },
  ESOZ_API_KEY: {
    parse: headerValue,
    secret: true,
    description: 'API key of the calls. Absent, for a demo on this machine: that of the demo portal.',
  },
  ESOZ_WEBHOOK_SECRET: {
    parse: webhookSecret,
    secret: true,
    description: 'What `esoz webhook listen` verifies signatures with.',
  },
} as const satisfies Record<string, Variable<string>>;

export type ClientConfig = { [Name in keyof typeof CLIENT_VARIABLES]: string | undefined };

/** @throws ConfigError with every mistake */
export function loadClientConfig(environment: NodeJS.ProcessEnv): ClientConfig {
  const { values, mistakes } = readVariables(environment, CLIENT_VARIABLES);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as ClientConfig;
}
