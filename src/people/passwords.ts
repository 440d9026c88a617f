import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/**
 * Whatever is sent may be put into a normal form, which takes the square of the time for text made to that end: a tenth of
 * a second for 64 KiB, in which nobody else is served. No password that there is has more (`password-rules.ts`).
 */
export const MAX_TYPED_BYTES = 4096;

/** An argon2id hash in the PHC string form, with its own salt and costs. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phcString(salt, await compute(password, salt, MEMORY_KIB, PASSES, PARALLELISM));
}

/** What nobody's password hashes to, at the costs of everybody's: who has no account is compared with it. */
export const NOBODYS_HASH = phcString(Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

function phcString(salt: Buffer, hash: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${base64(salt)}$${base64(hash)}`;
}

/** Whether a password is the one that was hashed; by the costs that the hash names. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored);
  if (!parts) return false;
  const [, memory, passes, parallelism, salt, hash] = parts as unknown as string[];
  const expected = Buffer.from(hash as string, 'base64');
  const isPossible = Buffer.byteLength(password) <= MAX_TYPED_BYTES;
  const actual = await compute(
    isPossible ? password : '', // which takes no less time than any other wrong one
    Buffer.from(salt as string, 'base64'),
    Number(memory),
    Number(passes),
    Number(parallelism),
  );
  return isPossible && expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** In one normal form: keyboards of different systems write «ї» as one character or as two (RFC 8265, 4.2). */
function compute(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
): Promise<Buffer> {
  const message = password.normalize('NFC');
  return derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength: HASH_BYTES });
}
