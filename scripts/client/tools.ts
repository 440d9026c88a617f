import { existsSync } from 'node:fs';

/** Where other people's programs are: large, and an installation of their own (`npm run tools`). */
export const TOOLS = new URL('../tools/', import.meta.url);

/** npm writes this file last: a half-done installation is none. */
export const areToolsInstalled = (): boolean => existsSync(new URL('node_modules/.package-lock.json', TOOLS));
