import type { Ael } from '../ael/contract.ts';

/** A folder that no legal entity has. */
const NO_FOLDER = '00000000-0000-0000-0000-000000000000';

/** Known once it was told: where links lead is configuration, and AEL may be another process. */
const known = new WeakMap<Ael, string>();

/**
 * Where the links to contract files lead: pages may send there besides here. A link is signed to read it off; it goes nowhere.
 * @returns undefined while AEL is away: then the page works, but for files
 */
export async function originOfLinks({
  ael,
  bucket,
}: {
  ael: Ael;
  bucket: string;
}): Promise<string | undefined> {
  const told = known.get(ael);
  if (told !== undefined) return told;
  const asked = { action: 'GET', bucket, resource_id: NO_FOLDER, resource_name: 'origin' } as const;
  try {
    const { origin } = new URL((await ael.signedUrl(asked)).secret_url);
    known.set(ael, origin);
    return origin;
  } catch {
    return undefined;
  }
}
