/** A client and what it shows of itself. */
export type ClientCredentials = {
  clientId: string;
  /** Null: none was sent. */
  clientSecret: string | null;
  /** The API-key header; undefined: not sent. */
  apiKey: string | undefined;
};

/** What is exchanged for tokens. `dialect` decides what becomes of scopes that are too many (SPEC 11.2). */
export type PresentedGrant = ClientCredentials & {
  dialect: 'national' | 'rfc6749';
  /** Null: not sent. */
  scope: string | null;
} & (
    | { grantType: 'authorization_code'; code: string; redirectUri: string; verifier: string | null }
    | { grantType: 'refresh_token'; refreshToken: string }
  );

/** What an exchange gives, whatever the dialect; kept sealed for a repetition, so it is made of JSON alone. */
export type GrantedTokens = {
  id: string;
  value: string;
  refreshToken: string;
  /** Unix seconds. */
  expiresAt: number;
  expiresInSeconds: number;
  scope: string;
  clientId: string;
  userId: string;
  grantType: PresentedGrant['grantType'];
};
