import { fileURLToPath } from 'node:url';
import { madeOnce, makeApart } from '../platform/apart.ts';
import type { Site, SiteFile } from './build.ts';

/** The pages, made when they are first asked for. Rejects when they could not be made; who asks some seconds later has another try. */
export type OpenSite = () => Promise<Site>;

/**
 * Who asks while they are being made waits for the same process.
 * @param server the address that examples call; absent: the one that the document names
 * @param build, pauseMs for tests
 */
export const createSite = (server: string | undefined, build = buildApart, pauseMs?: number): OpenSite =>
  madeOnce(() => build(server), pauseMs);

const MAKER = fileURLToPath(new URL('./maker.ts', import.meta.url));

/** A file with its address, or the page of what is not there. */
export type SitePart = { file: [address: string, file: SiteFile] } | { missing: Site['missing'] };

async function buildApart(server: string | undefined): Promise<Site> {
  const parts = await makeApart<SitePart>(MAKER, [server ?? '']);
  const files: Site['files'] = new Map(parts.flatMap((part) => ('file' in part ? [part.file] : [])));
  const missing = parts.find((part) => 'missing' in part)?.missing;
  if (missing === undefined) throw new Error('no pages can be made: some are left out');
  return { files, missing };
}
