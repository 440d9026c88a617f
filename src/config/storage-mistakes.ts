import { createS3Signer } from '../ael/stores/s3/signer.ts';
import type { Purpose } from './mistakes.ts';
import { s3Options } from './store-settings.ts';
import type { Config } from './variables.ts';

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
  return backend === 'embedded' ? embeddedNameMistakes(config) : [];
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

function embeddedNameMistakes({ knownBuckets, KNOWN_BUCKETS }: Config): string[] {
  const from = KNOWN_BUCKETS === undefined ? 'MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET' : 'KNOWN_BUCKETS';
  return knownBuckets
    .filter((bucket) => !/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(bucket) || bucket.includes('..'))
    .map((bucket) => `${from}: the embedded store takes 3 to 63 lower-case characters, not ${bucket}`);
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
