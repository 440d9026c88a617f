import type { GcsServiceAccount, GcsSignerOptions } from '../ael/stores/gcs/signer.ts';
import { createS3Signer, type S3SignerOptions } from '../ael/stores/s3/signer.ts';
import type { SwiftSignerOptions } from '../ael/stores/swift/signer.ts';
import type { Config } from './load.ts';

/** What is about to run with a configuration: only `start` and `ael` sign links. */
export type Purpose = 'start' | 'ael' | 'command';

/** How the account's folders are listed: TempURL links cannot do that. */
export type SwiftAuth = {
  type: 'v1' | 'password' | 'application_credential';
  url: string;
  user: string;
  key: string;
  project: string | undefined;
  domain: string;
};

/** The chosen store, with everything that it needs. */
export type BackendSettings =
  | { kind: 'embedded' }
  | ({ kind: 's3' } & S3SignerOptions)
  | ({ kind: 'gcs' } & GcsSignerOptions)
  | { kind: 'swift'; signer: SwiftSignerOptions; auth: SwiftAuth };

type Name = keyof Config & string;

const REQUIRED: Record<Config['OBJECT_STORAGE_BACKEND'], readonly Name[]> = {
  embedded: [],
  s3: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  gcs: ['GCS_SERVICE_ACCOUNT_KEY'],
  swift: [
    'SWIFT_ENDPOINT',
    'SWIFT_ACCOUNT_PATH',
    'SWIFT_TEMP_URL_KEY',
    'SWIFT_AUTH_URL',
    'SWIFT_AUTH_USER',
    'SWIFT_AUTH_KEY',
  ],
};

const BUCKETS: Record<Config['ENVIRONMENT'], string> = {
  prod: 'ambulatory_contracts',
  preprod: 'ambulatory_contracts-preprod',
  demo: 'ambulatory_contracts-demo',
};

/** SPEC 7: configured per environment, never chosen by a caller. */
export function contractsBucketOf(config: Config): string {
  return config.MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET ?? BUCKETS[config.ENVIRONMENT];
}

/**
 * Everything about contract files that the environment gets wrong.
 * @param isSet whether the environment has a variable, or its _FILE, at all: a mistaken one is told elsewhere
 */
export function storageMistakes(config: Config, purpose: Purpose, isSet: (name: Name) => boolean): string[] {
  const mistakes = bucketMistakes(config, isSet);
  if (purpose === 'command') return mistakes;
  const signsHere = purpose === 'ael' || !isSet('AEL_URL');
  if (!signsHere && !isSet('AEL_TOKEN')) mistakes.push('AEL_TOKEN must be set together with AEL_URL');
  if (purpose === 'ael' && config.ENVIRONMENT === 'prod' && !isSet('AEL_TOKEN'))
    mistakes.push('AEL_TOKEN must be set in prod');
  if (signsHere) mistakes.push(...backendMistakes(config, isSet));
  return [...mistakes, ...portMistakes(config, purpose, signsHere)];
}

function bucketMistakes(config: Config, isSet: (name: Name) => boolean): string[] {
  const name = 'MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET';
  const isMistaken = config.ENVIRONMENT === undefined || (isSet(name) && config[name] === undefined);
  if (isMistaken || config.knownBuckets.includes(config.contractsBucket)) return [];
  return [`KNOWN_BUCKETS must name the bucket of the contract files, ${config.contractsBucket}`];
}

function backendMistakes(config: Config, isSet: (name: Name) => boolean): string[] {
  const { OBJECT_STORAGE_BACKEND: backend, ENVIRONMENT, SWIFT_AUTH_TYPE } = config;
  if (backend === undefined) return []; // not one of the four
  if (ENVIRONMENT === 'prod' && !isSet('OBJECT_STORAGE_BACKEND')) {
    return ['OBJECT_STORAGE_BACKEND must be set in prod: the embedded store starts only when asked for'];
  }
  const required = [
    ...REQUIRED[backend],
    ...(backend === 'swift' && SWIFT_AUTH_TYPE === 'password' ? (['SWIFT_AUTH_PROJECT'] as const) : []),
  ];
  const missing = required.filter((name) => !isSet(name));
  if (missing.length > 0)
    return missing.map((name) => `${name} must be set for OBJECT_STORAGE_BACKEND=${backend}`);
  if (backend === 's3') return bucketNameMistakes(config);
  return backend === 'embedded' ? config.knownBuckets.flatMap(embeddedNameMistakes) : [];
}

/** Some names cannot be part of a host, and S3 says so only once a link is used. */
function bucketNameMistakes(config: Config): string[] {
  if (config.S3_ADDRESSING !== 'virtual-host') return [];
  const signer = createS3Signer(s3Options(config));
  return config.knownBuckets.flatMap((bucket) => {
    try {
      const request = { method: 'GET', bucket, key: 'x', expiresInSeconds: 1, access: 'PUBLIC' } as const;
      signer.presign({ ...request, now: new Date(0) });
      return [];
    } catch (error) {
      return [`S3_ADDRESSING: ${(error as Error).message}`];
    }
  });
}

function embeddedNameMistakes(bucket: string): string[] {
  const usable = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(bucket) && !bucket.includes('..');
  return usable
    ? []
    : [`KNOWN_BUCKETS: the embedded store takes 3 to 63 lower-case characters, not ${bucket}`];
}

function portMistakes(config: Config, purpose: Purpose, signsHere: boolean): string[] {
  const own: Name[] = purpose === 'start' ? ['PORT', 'ADMIN_PORT'] : ['AEL_PORT', 'AEL_ADMIN_PORT'];
  if (signsHere && config.OBJECT_STORAGE_BACKEND === 'embedded') own.push('STORE_PORT');
  return own.flatMap((name, at) =>
    own
      .slice(0, at)
      .filter(
        (earlier) => config[name] !== undefined && config[name] !== 0 && config[name] === config[earlier],
      )
      .map((earlier) => `${name} must differ from ${earlier}`),
  );
}

/** The chosen store of a configuration without mistakes. */
export function backendSettings(config: Config): BackendSettings {
  switch (config.OBJECT_STORAGE_BACKEND) {
    case 'embedded':
      return { kind: 'embedded' };
    case 's3':
      return { kind: 's3', ...s3Options(config) };
    case 'gcs':
      return {
        kind: 'gcs',
        ...(config.GCS_SERVICE_ACCOUNT_KEY as GcsServiceAccount),
        publicEndpoint: config.GCS_ENDPOINT,
        internalEndpoint: config.GCS_INTERNAL_ENDPOINT ?? config.GCS_ENDPOINT,
      };
    case 'swift':
      return { kind: 'swift', signer: swiftOptions(config), auth: swiftAuth(config) };
  }
}

function s3Options(config: Config): S3SignerOptions {
  const publicEndpoint = config.S3_ENDPOINT ?? `https://s3.${config.S3_REGION}.amazonaws.com`;
  return {
    publicEndpoint,
    internalEndpoint: config.S3_INTERNAL_ENDPOINT ?? publicEndpoint,
    region: config.S3_REGION,
    accessKeyId: config.S3_ACCESS_KEY_ID as string,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY as string,
    ...(config.S3_SESSION_TOKEN === undefined ? {} : { sessionToken: config.S3_SESSION_TOKEN }),
    addressing: config.S3_ADDRESSING,
    guardUnsignedHeaders: config.S3_GUARD_UNSIGNED_HEADERS,
  };
}

function swiftOptions(config: Config): SwiftSignerOptions {
  const publicEndpoint = config.SWIFT_ENDPOINT as string;
  return {
    publicEndpoint,
    internalEndpoint: config.SWIFT_INTERNAL_ENDPOINT ?? publicEndpoint,
    accountPath: config.SWIFT_ACCOUNT_PATH as string,
    tempUrlKey: config.SWIFT_TEMP_URL_KEY as string,
    digest: config.SWIFT_TEMP_URL_DIGEST,
  };
}

function swiftAuth(config: Config): SwiftAuth {
  return {
    type: config.SWIFT_AUTH_TYPE,
    url: config.SWIFT_AUTH_URL as string,
    user: config.SWIFT_AUTH_USER as string,
    key: config.SWIFT_AUTH_KEY as string,
    project: config.SWIFT_AUTH_PROJECT,
    domain: config.SWIFT_AUTH_DOMAIN,
  };
}
