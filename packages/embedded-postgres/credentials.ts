import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';

/** What `postgres.json` keeps: the last port and the three roles' passwords. */
export type Credentials = {
  port: number;
  superuserPassword: string;
  ownerPassword: string;
  applicationPassword: string;
};

/** Fresh random passwords of 192 bits; port 0 means "none chosen yet". */
export function generateCredentials(): Credentials {
  const password = () => randomBytes(24).toString('base64url');
  return {
    port: 0,
    superuserPassword: password(),
    ownerPassword: password(),
    applicationPassword: password(),
  };
}

/** The stored credentials, or undefined when the file is absent or unreadable as such. */
export async function readCredentials(file: string): Promise<Credentials | undefined> {
  try {
    const stored = JSON.parse(await readFile(file, 'utf8')) as Partial<Credentials> | null;
    const passwords = [stored?.superuserPassword, stored?.ownerPassword, stored?.applicationPassword];
    const complete = passwords.every((value) => typeof value === 'string' && value.length > 0);
    return complete && Number.isInteger(stored?.port) ? (stored as Credentials) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file in one step (mode 0600), so that a reader never sees half of it. */
export async function writeCredentials(file: string, credentials: Credentials): Promise<void> {
  // A fixed name, which a run cut short leaves to be overwritten; the caller holds the lock.
  const aside = `${file}.new`;
  try {
    const handle = await open(aside, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/**
 * The SCRAM-SHA-256 verifier of RFC 5803 as PostgreSQL stores it. Sending it in place of the password keeps
 * the password out of SQL, and so out of every log and process list.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
