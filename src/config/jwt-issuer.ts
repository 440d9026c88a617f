import type { Config } from './variables.ts';

/** The issuer of foreign tokens as its room wants it. @returns undefined where no other issuer is configured */
export function issuerOf(config: Config) {
  if (config.JWT_ISSUER === undefined || config.JWT_AUDIENCE === undefined) return undefined;
  return {
    issuer: config.JWT_ISSUER,
    audience: config.JWT_AUDIENCE,
    jwksUri: config.JWT_JWKS_URI,
    algorithms: config.JWT_ALGORITHMS,
    claims: {
      client: config.JWT_CLAIM_CLIENT,
      user: config.JWT_CLAIM_USER,
      scope: config.JWT_CLAIM_SCOPE,
      accessType: config.JWT_CLAIM_ACCESS_TYPE,
    },
  };
}
