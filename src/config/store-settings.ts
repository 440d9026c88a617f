import type { GcsServiceAccount } from '../ael/stores/gcs/signer.ts';
import type { RemoteStore } from '../ael/stores/remote.ts';
import type { S3SignerOptions } from '../ael/stores/s3/signer.ts';
import type { SwiftSignerOptions } from '../ael/stores/swift/signer.ts';
import type { SwiftAuth } from '../ael/stores/swift/token.ts';
import type { Config } from './variables.ts';

const BUCKETS: Record<Config['ENVIRONMENT'], string> = {
  prod: 'ambulatory_contracts',
  preprod: 'ambulatory_contracts-preprod',
  demo: 'ambulatory_contracts-demo',
};

/** SPEC 7: configured per environment, never chosen by a caller. */
export function contractsBucketOf(config: Config): string {
  return config.MEDIA_STORAGE_AMBULATORY_CONTRACTS_BUCKET ?? BUCKETS[config.ENVIRONMENT];
}

/** Whether the embedded store is part of `esoz start`. */
export function servesFiles({ AEL_URL, OBJECT_STORAGE_BACKEND }: Config): boolean {
  return AEL_URL === undefined && OBJECT_STORAGE_BACKEND === 'embedded';
}

/** The chosen store of a configuration without mistakes. */
export function storeSettings(config: Config): { kind: 'embedded' } | RemoteStore {
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

export function s3Options(config: Config): S3SignerOptions {
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
