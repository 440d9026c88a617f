import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMO_TOKENS } from '../../src/demo/tokens.ts';
import { root } from '../checks/files.ts';
import { code, table, withGeneratedPart } from './markdown.ts';

/** `README.md`: written by hand but for the tokens of the demo, which `esoz start` prints as well. */
export async function readmePage(): Promise<string> {
  const page = await readFile(path.join(root, 'README.md'), 'utf8');
  const rows = DEMO_TOKENS.map(({ token, apiKey, can, cannot }) => [
    code(token),
    apiKey === undefined ? '–' : code(apiKey),
    can,
    cannot,
  ]);
  const tokens = table(['Token', 'API key', 'Can', 'Cannot'], rows);
  return withGeneratedPart(page, 'src/demo/tokens.ts', tokens);
}
