import { createHash, createHmac } from 'node:crypto';

export type Credential = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type SigningKeys = {
  readonly region: string;
  /** The signing key of one access key on one UTC day (`YYYYMMDD`); undefined for an unknown access key. */
  find(accessKeyId: string, day: string): Buffer | undefined;
};

export function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'latin1').digest();
}

/** `text` holds one byte per character, as node hands over what was on the wire. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

// Keys times days within the validity of a link and the clock leeway: a few dozen. The bound only stops a leak.
const MAX_CACHED = 256;

/**
 * Signing keys, derived as AWS Signature Version 4 prescribes (date, region, service, `aws4_request`) and kept: the
 * four HMACs of a derivation would otherwise double the cost of a small request.
 */
export function createSigningKeys(credentials: readonly Credential[], region: string): SigningKeys {
  const secrets = new Map(
    credentials.map((credential) => [credential.accessKeyId, credential.secretAccessKey]),
  );
  const derived = new Map<string, Buffer>();
  return {
    region,
    find(accessKeyId, day) {
      const name = `${accessKeyId}/${day}`;
      const known = derived.get(name);
      if (known !== undefined) return known;
      const secret = secrets.get(accessKeyId);
      if (secret === undefined) return undefined;
      const key = hmac(hmac(hmac(hmac(Buffer.from(`AWS4${secret}`), day), region), 's3'), 'aws4_request');
      if (derived.size >= MAX_CACHED) derived.clear();
      derived.set(name, key);
      return key;
    },
  };
}
