import { readFileSync } from 'node:fs';

const MANIFEST = new URL('../../package.json', import.meta.url);

type Manifest = { version: string; optionalDependencies: Record<string, string> };

/** The part of `package.json` that says what runs here. */
export const readManifest = (): Manifest => JSON.parse(readFileSync(MANIFEST, 'utf8'));
