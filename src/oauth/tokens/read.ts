import { businessError, type InvalidEntry } from '../../platform/errors/error-definition.ts';
import { schemaInvalid } from '../../platform/errors/http-errors.ts';
import type { ValueOf } from '../../platform/json/typed-schema.ts';
import { readFormClient } from '../client.ts';
import { oauthErrors } from '../errors.ts';
import type { PresentedGrant } from './grant.ts';
import type { nationalSchema, TokenForm } from './token-schema.ts';

/** The headers that belong to a grant. */
type Headers = { authorization: string | undefined; apiKey: string | undefined };

type NationalToken = ValueOf<typeof nationalSchema>['token'];
type Fields = Readonly<Record<string, string | null | undefined>>;

/** What each grant consists of, besides the client. */
const GRANT_FIELDS = new Map<unknown, readonly string[]>([
  ['authorization_code', ['code', 'redirect_uri']],
  ['refresh_token', ['refresh_token']],
]);

/** What both forms refuse, besides missing fields. */
export const readingRefusals = [
  oauthErrors.grantTypeMissing,
  oauthErrors.grantTypeUnsupported,
  oauthErrors.credentialsTwice,
];

/** The national form: what is missing is told first, then what grant it is (SPEC 11.2). @throws ApiError 422 */
export function readNational(token: NationalToken, apiKey: string | undefined): PresentedGrant {
  requireFields(
    token,
    ['client_id', 'client_secret', ...(GRANT_FIELDS.get(token.grant_type) ?? [])],
    '$.token',
  );
  const client = {
    clientId: token.client_id as string,
    clientSecret: token.client_secret as string,
    apiKey,
  };
  return { dialect: 'national', ...client, scope: token.scope ?? null, ...grantOf(token) };
}

/** The form of RFC 6749. A parameter without a value counts as left out (3.2). @throws ApiError */
export function readForm(form: TokenForm, { authorization, apiKey }: Headers): PresentedGrant {
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  requireFields(given, GRANT_FIELDS.get(given.grant_type) ?? [], '$');
  const client = readFormClient(given, authorization);
  return { dialect: 'rfc6749', ...client, apiKey, scope: given.scope ?? null, ...grantOf(given) };
}

function grantOf(given: Fields) {
  const { grant_type: grantType } = given;
  switch (grantType) {
    case 'authorization_code':
      return {
        grantType,
        code: given.code as string,
        redirectUri: given.redirect_uri as string,
        verifier: given.code_verifier ?? null,
      } as const;
    case 'refresh_token':
      return { grantType, refreshToken: given.refresh_token as string } as const;
    default:
      throw businessError(
        isBlank(grantType) ? oauthErrors.grantTypeMissing : oauthErrors.grantTypeUnsupported,
        { entry: '$.token.grant_type' },
      );
  }
}

const isBlank = (value: string | null | undefined): boolean => (value ?? '').trim() === '';

/** @throws ApiError 422 with every field that is missing */
function requireFields(given: Fields, names: readonly string[], place: string): void {
  const invalid = names
    .filter((name) => isBlank(given[name]))
    .map((name): InvalidEntry => {
      const rules = [{ rule: 'required', params: [], description: "can't be blank" }];
      return { entry: `${place}.${name}`, entry_type: 'json_data_property', rules };
    });
  if (invalid.length > 0) throw schemaInvalid(invalid);
}
