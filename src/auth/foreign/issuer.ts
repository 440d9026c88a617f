/** Another issuer whose JWTs are accepted, and how to read them. */
export type Issuer = {
  /** Exactly as `iss` has it. */
  issuer: string;
  /** Must be among `aud`: us, not everybody who trusts the issuer. */
  audience: string;
  /** Absent: from the issuer's metadata. */
  jwksUri: string | undefined;
  /** Asymmetric ones alone. */
  algorithms: readonly string[];
  /** Names of claims. Of several for the client the first that a token has counts. */
  claims: { client: readonly string[]; user: string; scope: string; accessType: string | undefined };
};

/** Why a foreign token is refused: a word for the log, none of which quotes the token. */
export class TokenRefused extends Error {}
