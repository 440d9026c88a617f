import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const CONSOLE_FOLDER = fileURLToPath(new URL('../../console/', import.meta.url));
/** Where browsers find what was made. */
export const ASSETS_PATH = '/console/assets/';

export type Asset = { content: Uint8Array; type: string; hash: string };
export type BuiltConsole = {
  /** By address. */
  assets: Map<string, Asset>;
  /** Addresses that the page names. */
  script: string;
  style: string;
  /** Modules that the script imports at once, so that a browser asks for all of them together. */
  preloads: string[];
};

/** What a browser shows beside the page's name. */
export const ICON_PATH = `${ASSETS_PATH}icon.svg`;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * One bundle for what every page needs and one for each page that is loaded by need, named after their contents.
 * @throws Error with the place of a mistake in the sources
 */
export async function buildConsole(): Promise<BuiltConsole> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: CONSOLE_FOLDER,
    entryPoints: ['main.tsx', 'style.css'],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['es2023', 'chrome120', 'firefox121', 'safari17.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    // Licences of what is bundled stand in docs/dependencies.md and beside the sources.
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    write: false,
    metafile: true,
    logLevel: 'silent',
  }).finally(() => stop());
  const assets = new Map(
    outputFiles.map(({ path: file, contents }): [string, Asset] => [
      ASSETS_PATH + path.basename(file),
      {
        content: contents,
        type: TYPES[path.extname(file)] as string,
        hash: hashOf(contents),
      },
    ]),
  );
  assets.set(ICON_PATH, iconAsset());
  const entry = (source: string) =>
    Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === source) as [
      string,
      (typeof metafile.outputs)[string],
    ];
  const address = (file: string) => ASSETS_PATH + path.basename(file);
  const [script, { imports }] = entry('main.tsx');
  const [style] = entry('style.css');
  return {
    assets,
    script: address(script),
    style: address(style),
    preloads: imports
      .filter(({ kind }) => kind === 'import-statement')
      .map(({ path: file }) => address(file)),
  };
}

function iconAsset(): Asset {
  const content = readFileSync(new URL('../../design/icon.svg', import.meta.url));
  return { content, type: 'image/svg+xml', hash: hashOf(content) };
}

const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 16);
