import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type BucketUsage, type Credential, listenEmbeddedStore } from '#embedded-store';
import type { Backend } from '../ael/backend.ts';
import type { Ael } from '../ael/contract.ts';
import { createAelClient } from '../ael/rpc/client.ts';
import { createAel } from '../ael/service.ts';
import { createEmbeddedBackend } from '../ael/stores/embedded/backend.ts';
import { loadStoreCredentials } from '../ael/stores/embedded/credentials.ts';
import { remoteBackend } from '../ael/stores/remote.ts';
import { createS3Signer, type S3SignerOptions } from '../ael/stores/s3/signer.ts';
import { storeSettings } from '../config/store-settings.ts';
import type { Config } from '../config/variables.ts';
import type { Clock } from '../platform/clock.ts';
import { urlOf } from '../platform/http/address.ts';
import type { Logger } from '../platform/log.ts';
import type { Files } from './serving.ts';

/** AEL, wherever it runs. */
export type OpenAel = {
  ael: Ael;
  /** Where the embedded store listens, if it runs here. */
  storeUrl: string | undefined;
  /** What the embedded store holds, if it runs here. */
  usage(): readonly BucketUsage[];
  /** Lets transfers of the embedded store finish for up to so long. */
  close(graceMs: number): Promise<void>;
};

type Surroundings = { clock: Clock; log: Logger; consoleOrigins: readonly string[] };

/** Where the embedded store signs and is signed for: any region will do, and clients guess this one. */
const EMBEDDED_REGION = 'us-east-1';

/** AEL for the API: over RPC where AEL_URL is set, else in this process. */
export async function openAel(config: Config, surroundings: Surroundings): Promise<OpenAel> {
  if (config.AEL_URL === undefined) return openAelService(config, surroundings);
  const client = createAelClient({ url: config.AEL_URL, token: config.AEL_TOKEN as string });
  return { ael: client, storeUrl: undefined, usage: () => [], close: async () => {} };
}

/** AEL in this process, with its store. @throws Error when the embedded store cannot be opened or cannot listen */
export async function openAelService(config: Config, surroundings: Surroundings): Promise<OpenAel> {
  const { backend, ...opened } = await openBackend(config, surroundings);
  return { ael: serviceOn(backend, config, surroundings), ...opened };
}

/** AEL in a worker: its links are made there, and what the embedded store is asked goes to the parent, as to any S3. */
export async function openAelBeside(
  config: Config,
  { storeUrl, consoleOrigins }: Files,
  surroundings: Omit<Surroundings, 'consoleOrigins'>,
): Promise<OpenAel> {
  const all = { ...surroundings, consoleOrigins };
  if (storeUrl === undefined) return openAel(config, all);
  const [credential] = await loadStoreCredentials(config.DATA_DIR);
  const signer = embeddedSigner(config, storeUrl, credential as Credential);
  const ael = serviceOn(remoteBackend({ kind: 's3', ...signer }, all), config, all);
  return { ael, storeUrl, usage: () => [], close: async () => {} };
}

function serviceOn(backend: Backend, config: Config, { clock }: Surroundings): Ael {
  return createAel({
    backend,
    clock,
    knownBuckets: config.knownBuckets,
    ttlSeconds: config.SECRETS_TTL,
    layout: config.OBJECT_KEY_LAYOUT,
  });
}

const embeddedSigner = (config: Config, storeUrl: string, credential: Credential): S3SignerOptions => ({
  ...credential,
  publicEndpoint: config.STORE_PUBLIC_URL ?? storeUrl,
  internalEndpoint: storeUrl,
  region: EMBEDDED_REGION,
});

type OpenBackend = Omit<OpenAel, 'ael'> & { backend: Backend };

async function openBackend(config: Config, surroundings: Surroundings): Promise<OpenBackend> {
  const settings = storeSettings(config);
  if (settings.kind === 'embedded') return openEmbedded(config, surroundings);
  const backend = remoteBackend(settings, surroundings);
  return { backend, storeUrl: undefined, usage: () => [], close: async () => {} };
}

async function openEmbedded(
  config: Config,
  { clock, log, consoleOrigins }: Surroundings,
): Promise<OpenBackend> {
  const credentials = await loadStoreCredentials(config.DATA_DIR);
  const listening = await listenEmbeddedStore({
    dir: path.resolve(config.DATA_DIR, 'store'),
    buckets: config.knownBuckets,
    credentials,
    region: EMBEDDED_REGION,
    clock,
    corsOrigins: consoleOrigins,
    log,
    host: config.HOST,
    port: config.STORE_PORT,
  }).catch(withHint);
  const storeUrl = urlOf(listening.server.address() as AddressInfo);
  if (config.STORE_PUBLIC_URL === undefined && (config.PUBLIC_URL !== undefined || isAnyAddress(config.HOST)))
    log.warn({ address: storeUrl }, 'links carry an address of this machine only: set STORE_PUBLIC_URL');
  const signer = createS3Signer(embeddedSigner(config, storeUrl, credentials[0] as Credential));
  const { store, close } = listening;
  return { backend: createEmbeddedBackend(store, signer), storeUrl, usage: store.usage, close };
}

function withHint(error: Error): never {
  if (!error.message.includes('in use by another process')) throw error;
  const hint =
    'One process serves these files: stop it, or run `esoz ael` once and give the others its AEL_URL.';
  throw Object.assign(error, { hint });
}

const isAnyAddress = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** An AEL that can be called before it is open; calls wait for it. */
export function whenOpen(opening: Promise<OpenAel>): Ael {
  return {
    signedUrl: async (params, call) => (await opening).ael.signedUrl(params, call),
    listObjects: async (params, call) => (await opening).ael.listObjects(params, call),
    check: async (params, call) => (await opening).ael.check(params, call),
  };
}
