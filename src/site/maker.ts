import { buildSite } from './build.ts';

/** A process of its own: it makes the pages, hands them over, and ends. See `site.ts`. */
const server = process.argv[2] || undefined;
process.send?.(buildSite(server), () => process.disconnect?.());
