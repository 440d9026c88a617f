import { createPrivateKey } from 'node:crypto';
import { MAX_V4_EXPIRY_SECONDS } from '../ael/signer.ts';
import type { GcsServiceAccount } from '../ael/stores/gcs/signer.ts';
import {
  bearerSecret,
  bucket,
  buckets,
  httpBase,
  integer,
  oneOf,
  origin,
  origins,
  text,
  truth,
  type Variable,
} from './parsers.ts';

const port = integer(0, 65_535);

const word = (value: string) => {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(value)) throw new Error('must be a word of letters, digits and `.-_`');
  return value;
};

const accountPath = (value: string) => {
  if (!/^(?:\/[A-Za-z0-9._~:-]+)+$/.test(value)) throw new Error('must be a path such as /v1/AUTH_account');
  return value;
};

/** The key file as Google hands it out; only two of its fields are used. */
const serviceAccount = (value: string): GcsServiceAccount => {
  try {
    const { client_email: clientEmail, private_key: privateKey } = JSON.parse(value);
    if (typeof clientEmail === 'string' && createPrivateKey(privateKey).asymmetricKeyType === 'rsa')
      return { clientEmail, privateKey };
  } catch {} // what went wrong would quote the key
  throw new Error('must be the JSON key file of a service account, with client_email and an RSA private_key');
};

/** The environment of contract files: links, the store behind them, and AEL between both (SPEC 7, 8, 13.1). */
export const STORAGE_VARIABLES = {
  OBJECT_STORAGE_BACKEND: {
    parse: oneOf('embedded', 's3', 'gcs', 'swift'),
    default: 'embedded',
    description: 'Where contract files lie. In prod `embedded` must be asked for explicitly.',
  },
  MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET: {
    parse: bucket,
    description:
      'Bucket of the contract files. Absent: `ambulatory_contracts` in prod, `ambulatory_contracts-preprod`, `ambulatory_contracts-demo`.',
  },
  KNOWN_BUCKETS: {
    parse: buckets,
    description:
      'Buckets that AEL signs links for, comma-separated. Absent: the bucket of the contract files.',
  },
  SECRETS_TTL: {
    parse: integer(1, MAX_V4_EXPIRY_SECONDS),
    default: '600',
    description: 'Seconds that a link lives.',
  },
  OBJECT_KEY_LAYOUT: {
    parse: oneOf('plain', 'sharded'),
    default: 'plain',
    description:
      'Keys `{resource_id}/{resource_name}`, or with two characters of each group of the uuid in front. The same for API and AEL; never changed once files exist.',
  },
  AEL_URL: {
    parse: httpBase,
    description: 'Address of the signing service `esoz ael`. Absent: it runs inside the API process.',
  },
  AEL_TOKEN: {
    parse: bearerSecret,
    secret: true,
    description:
      'Service token that AEL demands on every call; the same for API and AEL. Absent: `esoz ael` generates one and prints it (refused in prod).',
  },
  AEL_PORT: { parse: port, default: '4010', description: 'Port of `esoz ael`. 0 takes any free one.' },
  AEL_ADMIN_PORT: {
    parse: port,
    default: '4011',
    description: 'Port of /live, /ready and /metrics of `esoz ael`.',
  },
  STORE_PORT: {
    parse: port,
    default: '4002',
    description: 'Port of the embedded store. 0 takes any free one.',
  },
  STORE_PUBLIC_URL: {
    parse: origin,
    description:
      'Origin at which third parties reach the embedded store; a proxy there must keep path and Host. Absent: http://HOST:STORE_PORT.',
  },
  CONSOLE_ORIGIN: {
    parse: origins,
    description:
      "Origins, comma-separated, whose pages may use links. Absent: PUBLIC_URL's, or else those of the API on this machine.",
  },
  S3_ENDPOINT: {
    parse: httpBase,
    description: "Address in the links. Absent: AWS's endpoint of S3_REGION.",
  },
  S3_INTERNAL_ENDPOINT: {
    parse: httpBase,
    description: 'Address for INTERNAL links and for our own requests. Absent: S3_ENDPOINT.',
  },
  S3_REGION: { parse: word, default: 'us-east-1', description: 'Region that signatures name.' },
  S3_ACCESS_KEY_ID: { parse: text, description: 'Access key of the account that signs.' },
  S3_SECRET_ACCESS_KEY: { parse: text, secret: true, description: 'Its secret.' },
  S3_SESSION_TOKEN: { parse: text, secret: true, description: 'Session token of temporary credentials.' },
  S3_ADDRESSING: {
    parse: oneOf('path', 'virtual-host'),
    default: 'path',
    description: '`https://host/bucket/key` or `https://bucket.host/key`; names with `_` need the first.',
  },
  S3_GUARD_UNSIGNED_HEADERS: {
    parse: truth,
    default: 'false',
    description:
      '`true` for Ceph RGW: upload links then refuse copy and ACL headers that nobody signed. Stores that refuse them by themselves (AWS) refuse such links.',
  },
  GCS_SERVICE_ACCOUNT_KEY: {
    parse: serviceAccount,
    secret: true,
    description: 'JSON key of the service account that signs.',
  },
  GCS_ENDPOINT: {
    parse: httpBase,
    default: 'https://storage.googleapis.com',
    description: 'Address in the links.',
  },
  GCS_INTERNAL_ENDPOINT: {
    parse: httpBase,
    description: 'Address for INTERNAL links and for our own requests. Absent: GCS_ENDPOINT.',
  },
  SWIFT_ENDPOINT: { parse: httpBase, description: 'Address in the links, without the account.' },
  SWIFT_INTERNAL_ENDPOINT: {
    parse: httpBase,
    description: 'Address for INTERNAL links and for our own requests. Absent: SWIFT_ENDPOINT.',
  },
  SWIFT_ACCOUNT_PATH: {
    parse: accountPath,
    description: 'Path of the account: `/v1/AUTH_…`; at Ceph RGW `/swift/v1`.',
  },
  SWIFT_TEMP_URL_KEY: {
    parse: text,
    secret: true,
    description: "The account's Temp-URL-Key: it signs links.",
  },
  SWIFT_TEMP_URL_DIGEST: {
    parse: oneOf('sha256', 'sha512', 'sha1'),
    default: 'sha256',
    description: 'Digest of the signature; Ceph RGW before 17 knows `sha1` only.',
  },
  SWIFT_AUTH_TYPE: {
    parse: oneOf('v1', 'password', 'application_credential'),
    default: 'v1',
    description:
      'How folders are listed: TempAuth and RGW (`v1`), or Keystone v3 by password or application credential.',
  },
  SWIFT_AUTH_URL: {
    parse: httpBase,
    description: 'v1: the whole address, such as https://host/auth/v1.0; Keystone: up to /v3.',
  },
  SWIFT_AUTH_USER: {
    parse: text,
    description: 'v1: account:user; Keystone: user name, or id of the credential.',
  },
  SWIFT_AUTH_KEY: { parse: text, secret: true, description: 'Key, password, or secret of the credential.' },
  SWIFT_AUTH_PROJECT: { parse: text, description: 'Project name, for Keystone passwords.' },
  SWIFT_AUTH_DOMAIN: {
    parse: text,
    default: 'Default',
    description: 'Domain of user and project, for Keystone passwords.',
  },
} as const satisfies Record<string, Variable<unknown>>;
