import { handOver } from '../platform/apart.ts';
import { buildSite } from './build.ts';
import type { SitePart } from './site.ts';

/** A process of its own: it makes the pages, hands them over one by one, and ends. See `site.ts`. */
await handOver<SitePart>(() => {
  const { files, missing } = buildSite(process.argv[2] || undefined);
  return [...[...files].map((file) => ({ file })), { missing }];
});
