import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ApiDocument } from '#api-document';

/** The root of what is installed: the checkout, or the package. */
const ROOT = new URL('../../', import.meta.url);

export const readText = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');
export const readBytes = (name: string): Buffer => readFileSync(new URL(name, ROOT));

/** Names of the files under `docs/`, as paths in the repository. */
export const listDocs = (): string[] =>
  readdirSync(fileURLToPath(new URL('docs', ROOT)), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .toSorted();

export const readDocument = (): ApiDocument => JSON.parse(readText('openapi/openapi.json')) as ApiDocument;
