import { buildSite } from './build.ts';

/** A process of its own: it makes the pages, hands them over one by one, and ends. See `site.ts`. */
const { files, missing } = buildSite(process.argv[2] || undefined);
for (const file of files) process.send?.({ file });
process.send?.({ missing }, () => process.disconnect?.());
