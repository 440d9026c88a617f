import { defineRoute } from '../../api/route.ts';
import { exactObject } from '../../platform/json/typed-schema.ts';
import { issuerOf } from '../redirect.ts';

/** How a client shows itself at the endpoints; `none`: a public one. */
const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post', 'none'];

const address = { type: 'string', format: 'uri' } as const;
const names = { type: 'array', items: { type: 'string' } } as const;
const metadataSchema = {
  title: 'AuthorizationServer',
  ...exactObject({
    issuer: address,
    authorization_endpoint: address,
    token_endpoint: address,
    revocation_endpoint: address,
    introspection_endpoint: address,
    response_types_supported: names,
    response_modes_supported: names,
    grant_types_supported: names,
    code_challenge_methods_supported: names,
    token_endpoint_auth_methods_supported: names,
    revocation_endpoint_auth_methods_supported: names,
    introspection_endpoint_auth_methods_supported: names,
    authorization_response_iss_parameter_supported: { type: 'boolean' },
    ui_locales_supported: names,
  }),
} as const;

/** `GET /.well-known/oauth-authorization-server`, RFC 8414: what a client library needs to know. */
export const metadataRoute = defineRoute({
  method: 'GET',
  path: '/.well-known/oauth-authorization-server',
  spec: '11',
  summary: 'Authorization server metadata',
  access: 'public',
  answers: ['bare'],
  success: {
    status: 200,
    description: 'The metadata of RFC 8414.',
    data: metadataSchema,
  },
  handle: async ({ origin }, { publicUrl }: { publicUrl: string | undefined }) => {
    const issuer = issuerOf(publicUrl, origin);
    const json = {
      issuer,
      authorization_endpoint: `${issuer}/sign-in`,
      token_endpoint: `${issuer}/oauth/tokens`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      introspection_endpoint: `${issuer}/oauth/introspect`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
      revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
      introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION.slice(0, 2),
      authorization_response_iss_parameter_supported: true,
      ui_locales_supported: ['uk', 'en'],
    };
    return { kind: 'bare', json };
  },
});
