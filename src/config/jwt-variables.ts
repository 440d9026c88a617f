import { isSecureUrl } from '../platform/secure-url.ts';
import { list, text, type Variable } from './parsers.ts';

/** Never `none`, and none of HMAC: whoever can verify those can sign as well. */
const ALGORITHMS = ['RS', 'PS', 'ES'].flatMap((family) => ['256', '384', '512'].map((bits) => family + bits));
const POSSIBLE = [...ALGORITHMS, 'EdDSA'];

const algorithms = (value: string) => {
  const names = list(value);
  if (names.length === 0 || names.some((name) => !POSSIBLE.includes(name)))
    throw new Error(`must be algorithms of ${POSSIBLE.join(', ')}, separated by commas`);
  return names;
};

/** As it stands: issuers compare by characters. */
const secureUrl = (value: string) => {
  if (!isSecureUrl(value) || /[?#\s]/.test(value))
    throw new Error('must be a URL of scheme https, or http on this machine, without a query');
  return value;
};

const claimName = (value: string) => {
  const names = list(value);
  if (names.length === 0) throw new Error('must be names of claims, separated by commas');
  return names;
};

/** The environment of foreign tokens (SPEC 11.6). */
export const JWT_VARIABLES = {
  JWT_ISSUER: {
    parse: secureUrl,
    description:
      'Issuer whose JWTs are accepted beside our own tokens, character by character as `iss` has it. Absent: none.',
  },
  JWT_AUDIENCE: {
    parse: text,
    description: 'What `aud` of these tokens must be or contain: the name of this registry at the issuer.',
  },
  JWT_JWKS_URI: {
    parse: secureUrl,
    description:
      'Where the public keys of the issuer are. Absent: where its `/.well-known/openid-configuration` says.',
  },
  JWT_ALGORITHMS: {
    parse: algorithms,
    default: 'RS256,RS384,RS512,PS256,ES256,EdDSA',
    description: `Algorithms of signatures that are accepted, comma-separated, of ${POSSIBLE.join(', ')}.`,
  },
  JWT_CLAIM_CLIENT: {
    parse: claimName,
    default: 'client_id,azp',
    description: 'Claim with the id of the client; of several, comma-separated, the first that a token has.',
  },
  JWT_CLAIM_USER: { parse: text, default: 'sub', description: 'Claim with the id of the user, a uuid.' },
  JWT_CLAIM_SCOPE: {
    parse: text,
    default: 'scope',
    description: 'Claim with the scopes: a text with blanks between them, or an array.',
  },
  JWT_CLAIM_ACCESS_TYPE: {
    parse: text,
    description: 'Claim with `DIRECT` or `BROKER`. Absent, or absent from a token: what the client has.',
  },
} as const satisfies Record<string, Variable<unknown>>;

type Name = keyof typeof JWT_VARIABLES;

/** @param isSet whether the environment has a variable at all: a mistaken one is told elsewhere */
export function jwtMistakes(isSet: (name: Name) => boolean): string[] {
  if (isSet('JWT_ISSUER'))
    return isSet('JWT_AUDIENCE') ? [] : ['JWT_AUDIENCE must be set together with JWT_ISSUER'];
  const names = Object.keys(JWT_VARIABLES) as Name[];
  return names.filter(isSet).map((name) => `${name} says nothing without JWT_ISSUER`);
}
