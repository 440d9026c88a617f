import type { Command } from 'commander';
import { httpBase } from '../config/parsers.ts';
import { outcomeCommand } from './command.ts';
import { UsageError } from './outcome.ts';

/** Where `npm start` listens. */
const DEFAULT_URL = 'http://127.0.0.1:4000';

type DocsOptions = { json?: true; url?: string };

/** `esoz docs <folder>`: the documents for a web server of one's own, without a product that runs. */
export function docsCommand(): Command {
  return outcomeCommand<DocsOptions>(
    'docs',
    'write the documents, which a running product serves at /docs/, as static files into an empty folder',
    async ({ url }, folder) => {
      const server = url === undefined ? DEFAULT_URL : addressOf(url);
      // As `esoz start` loads its product.
      const { buildSite } = await import('../site/build.ts');
      const { createDocument } = await import('../site/serve/open-document.ts');
      const { writeSite } = await import('../site/write.ts');
      const { content } = await createDocument(server)();
      const files = await writeSite(folder as string, buildSite(server), content);
      return {
        text: `${folder}: ${files} files; the first page is docs/index.html`,
        json: { folder, files },
      };
    },
  )
    .argument('<folder>', 'is made if it is not there')
    .option('--url <url>', `address of the API that the examples call (default: ${DEFAULT_URL})`);
}

function addressOf(url: string): string {
  try {
    return httpBase(url);
  } catch (error) {
    throw new UsageError(`--url ${(error as Error).message}`, { cause: error });
  }
}
