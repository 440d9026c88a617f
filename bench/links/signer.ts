/**
 * How many links a second one core signs: our S3 signer, aws4, the AWS SDK's presigner, and one bare HMAC-SHA256 as the
 * floor of what a link costs. Run it alone with `node bench/links/signer.ts`.
 */
import { createHmac } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import aws4 from 'aws4';
import { encodeKey } from '../../src/ael/file-name.ts';
import { createS3Signer } from '../../src/ael/stores/s3/signer.ts';

/** Median rate, and how it compares with the bare HMAC and with aws4 of the same run. */
export type SignerRate = { name: string; linksPerSecond: number; ofHmac: number; ofAws4: number };

export type SignerBenchOptions = {
  /** Default 15. Each round runs all signers, in turn, so that noise of the machine meets them alike. */
  rounds?: number;
  /** How long each signer runs in a round; default 100 ms. */
  sliceMs?: number;
};

type Contender = { name: string; sign: (key: string) => unknown };

const HOST = 'files.example.org';
const BUCKET = 'ambulatory_contracts';
const REGION = 'us-east-1';
const EXPIRES_IN_SECONDS = 600;
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** Measures all signers in one run. Every link is for another object, with a name in Cyrillic. */
export async function benchSigners({
  rounds = 15,
  sliceMs = 100,
}: SignerBenchOptions = {}): Promise<SignerRate[]> {
  const keys = Array.from(
    { length: 4096 },
    (_, index) => `f7314656-31aa-46bb-b8cc-e2ddee${String(index).padStart(6, '0')}/Договір (№${index}).pdf`,
  );
  const contenders = [hmacOnly(), ours(), viaAws4(), viaSdk()];
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, sign } of contenders) {
      const rate = await measure(sign, keys, sliceMs);
      if (round >= 0) rates.get(name)?.push(rate); // round -1 warms up
    }
  }
  const medianOf = (name: string) =>
    rates.get(name)?.sort((one, other) => one - other)[rounds >> 1] ?? Number.NaN;
  return contenders.map(({ name }) => ({
    name,
    linksPerSecond: Math.round(medianOf(name)),
    ofHmac: medianOf(name) / medianOf('bare HMAC-SHA256'),
    ofAws4: medianOf(name) / medianOf('aws4'),
  }));
}

async function measure(sign: Contender['sign'], keys: string[], sliceMs: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < sliceMs) {
    const pending = sign(keys[count % keys.length] ?? '');
    // Only a signer that is asynchronous pays for waiting.
    if (pending instanceof Promise) await pending;
    count += 1;
    if (count % 16 === 0 || pending instanceof Promise) elapsed = performance.now() - start;
  }
  return count / (elapsed / 1000);
}

function ours(): Contender {
  const signer = createS3Signer({ ...credentials, region: REGION, publicEndpoint: `https://${HOST}` });
  const sign = (key: string) =>
    signer.presign({
      method: 'GET',
      bucket: BUCKET,
      key,
      expiresInSeconds: EXPIRES_IN_SECONDS,
      now: new Date(),
      access: 'PUBLIC',
    });
  return { name: 'ours', sign };
}

function viaAws4(): Contender {
  const sign = (key: string) => {
    const path = `/${BUCKET}/${encodeKey(key)}?X-Amz-Expires=${EXPIRES_IN_SECONDS}`;
    const request = { service: 's3', region: REGION, method: 'GET', host: HOST, path, signQuery: true };
    return `https://${HOST}${aws4.sign(request, credentials).path}`;
  };
  return { name: 'aws4', sign };
}

function viaSdk(): Contender {
  const client = new S3Client({
    region: REGION,
    endpoint: `https://${HOST}`,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const sign = (Key: string) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key }), { expiresIn: EXPIRES_IN_SECONDS });
  return { name: 'AWS SDK', sign };
}

/** One HMAC-SHA256 of a text as long as a string to sign, with node:crypto, as hex. */
function hmacOnly(): Contender {
  const secret = Buffer.alloc(32, 1);
  const scope = 'AWS4-HMAC-SHA256\n20260329T120000Z\n20260329/us-east-1/s3/aws4_request\n'.padEnd(136, '0');
  return {
    name: 'bare HMAC-SHA256',
    sign: (key) =>
      createHmac('sha256', secret)
        .update(scope + key[33])
        .digest('hex'),
  };
}

/** The rates as lines of a table. */
export function signerTable(rates: SignerRate[]): string {
  const lines = rates.map(({ name, linksPerSecond, ofHmac, ofAws4 }) =>
    [
      name.padEnd(18),
      String(linksPerSecond).padStart(9),
      ofHmac.toFixed(3).padStart(9),
      ofAws4.toFixed(2).padStart(9),
    ].join(''),
  );
  return ['signer              links/s  of HMAC  of aws4', ...lines].join('\n');
}

if (import.meta.main) console.log(signerTable(await benchSigners()));
