import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Files } from './served.ts';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '../..');
const VERSIONS = ['vitepress@1.6.4', '@scalar/api-reference@1.76.0'];

/** Installs the peers into a folder of their own; nothing of them is part of the product. */
export async function installPeers(folder: string): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...options, ...VERSIONS], { cwd: folder });
}

/** The same Markdown in VitePress's default theme, with its own search and a sidebar of all pages. */
export async function buildVitePress(folder: string): Promise<Files> {
  const source = path.join(folder, 'markdown');
  await rm(source, { recursive: true, force: true });
  await cp(path.join(ROOT, 'docs'), source, { recursive: true });
  for (const name of ['SPEC.md', 'CHANGELOG.md']) await cp(path.join(ROOT, name), path.join(source, name));
  await cp(path.join(source, 'README.md'), path.join(source, 'index.md'));
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const config = {
    title: 'Licence registry',
    ignoreDeadLinks: true,
    // As on our site: markup in a text is shown.
    markdown: { html: false },
    themeConfig: { search: { provider: 'local' }, sidebar: sidebarOf(names) },
  };
  await mkdir(path.join(source, '.vitepress'));
  await writeFile(path.join(source, '.vitepress/config.mjs'), `export default ${JSON.stringify(config)};\n`);
  await run(path.join(folder, 'node_modules/.bin/vitepress'), ['build', source]);
  return filesIn(path.join(source, '.vitepress/dist'));
}

function sidebarOf(names: string[]): object[] {
  const folders = Object.groupBy(names, (name) => path.dirname(name));
  return Object.entries(folders).map(([text, pages = []]) => ({
    text,
    items: pages.map((name) => ({ text: path.basename(name, '.md'), link: `/${name.replace(/\.md$/, '')}` })),
  }));
}

/** The same OpenAPI document in Scalar, as its documentation embeds it. */
export async function buildScalar(folder: string): Promise<Files> {
  const script = path.join(folder, 'node_modules/@scalar/api-reference/dist/browser/standalone.js');
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><div id="app"></div><script src="/standalone.js"></script>
<script>Scalar.createApiReference('#app', { url: '/openapi.json', withDefaultFonts: false, telemetry: false })</script></body></html>`;
  return new Map([
    ['/', Buffer.from(page)],
    ['/standalone.js', await readFile(script)],
    ['/openapi.json', await readFile(path.join(ROOT, 'openapi/openapi.json'))],
  ]);
}

/** What a build has left in a folder, by the address that a server of whole files gives it. */
export async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async (entry): Promise<[string, Uint8Array]> => {
        const file = path.join(entry.parentPath, entry.name);
        const address = `/${path.relative(folder, file)}`.replace(/(^|\/)index\.html$/, '$1');
        return [address, await readFile(file)];
      }),
    ),
  );
}
