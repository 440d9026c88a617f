import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as Standard Webhooks writes them: 256 random bits in base64 behind a prefix. */
export function createWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * The three headers of Standard Webhooks 1.0 for one attempt.
 * @param secrets that receivers may verify with now, at least one: a signature by each
 * @param timestampSeconds of the attempt, so that a receiver can refuse old ones; the id stays over all attempts
 */
export function signatureHeaders(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): Record<string, string> {
  const timestamp = String(timestampSeconds);
  const sign = (secret: string) => macOf(secret, id, timestamp, body).toString('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  };
}

/** What a signature signs, for whoever makes one and whoever verifies one. */
function macOf(secret: string, id: string, timestamp: string, body: string | Buffer): Buffer {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** How far the clocks of sender and receiver may differ, and how long a delivery that somebody recorded is good. */
const TOLERANCE_SECONDS = 300;

export type SignedDelivery = {
  /** With names in lower case; one that came twice is an array or joined, and never good. */
  headers: Record<string, string | string[] | undefined>;
  /** The bytes as they came. */
  body: Buffer;
};

/**
 * Judges a delivery as a receiver has to.
 * @returns undefined when it is genuine, else why it is not
 */
export function signatureFault(
  secret: string,
  { headers, body }: SignedDelivery,
  nowSeconds: number,
): string | undefined {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return 'it has not each of webhook-id, webhook-timestamp and webhook-signature once';
  if (!/^\d{1,15}$/.test(timestamp)) return 'webhook-timestamp is no number of seconds';
  const ageSeconds = nowSeconds - Number(timestamp);
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS)
    return `webhook-timestamp is ${Math.abs(ageSeconds)} s ${ageSeconds > 0 ? 'old' : 'ahead'}, more than ${TOLERANCE_SECONDS} s`;
  const expected = macOf(secret, id, timestamp, body);
  const isGenuine = signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.startsWith('v1,') ? signature.slice('v1,'.length) : '', 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isGenuine ? undefined : 'no signature is by this secret';
}
