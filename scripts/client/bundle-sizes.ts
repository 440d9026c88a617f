import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import * as client from '#client';

const ESBUILD = fileURLToPath(new URL('../tools/node_modules/esbuild/bin/esbuild', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../client/src', import.meta.url));
const OPTIONS = ['--bundle', '--minify', '--format=esm', '--target=es2022', '--loader=ts'];

/** What a page carries that uses all of the client, or one method: bytes of the minified bundle as Brotli sends them. */
export function bundleSizes(): { everything: number; oneMethod: number } {
  return {
    everything: bundleSize(Object.keys(client)),
    oneMethod: bundleSize(['createClient', 'createLicense']),
  };
}

/** @param names that the page uses; how it calls them is not counted */
function bundleSize(names: string[]): number {
  return sizeOf(`import { ${names} } from './index.ts'; globalThis.used = [${names}];`, SOURCES);
}

/** @param folder from which the imports of the page are found */
export function sizeOf(input: string, folder: string): number {
  const run = spawnSync(ESBUILD, OPTIONS, { input, cwd: folder });
  if (run.status !== 0) throw new Error(String(run.stderr));
  return brotliCompressSync(run.stdout).length;
}
