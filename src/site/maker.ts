import { buildSite } from './build.ts';

/** A process of its own: it makes the pages, hands them over one by one, and ends. See `site.ts`. */
function make(): void {
  try {
    const { files, missing } = buildSite(process.argv[2] || undefined);
    for (const file of files) process.send?.({ file });
    process.send?.({ missing }, () => process.disconnect?.());
  } catch (error) {
    // In the log of who asked, beside the request, and not as a text of its own among its lines.
    process.send?.({ failure: (error as Error).message }, () => process.disconnect?.());
  }
}
make();
