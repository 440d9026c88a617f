import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../checks/files.ts';

/**
 * `client/api.md`: the declarations of everything that the package exports, as the compiler writes them, so that a change
 * that breaks a caller is seen where it is reviewed. The types of requests and answers are the OpenAPI document's, which
 * is reviewed itself.
 */
export function apiReport(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'esoz-client-types-'));
  try {
    const compiler = path.join(root, 'node_modules/.bin/tsc');
    const options = [
      '-p',
      path.join(root, 'client'),
      '--outDir',
      folder,
      '--emitDeclarationOnly',
      '--noCheck',
    ];
    const run = spawnSync(compiler, options, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`the client does not compile: ${run.stdout}${run.stderr}`);
    const read = (name: string) => readFileSync(path.join(folder, `${name}.d.ts`), 'utf8');
    const index = read('index');
    const exporting = [...index.matchAll(/ from '\.\/(.+?)\.ts'/g)].map(([, name]) => name as string);
    return [
      '<!-- Generated from client/src by `npm run docs`; do not edit. -->',
      '',
      '# What esoz-client exports',
      '',
      'A line that changes here, other than by an addition, can break a caller.',
      '',
      section('index', index),
      ...exporting.map((name) => section(name, read(name))),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function section(name: string, declarations: string): string {
  const bare = declarations
    .replace(/ *\/\*\*.*?\*\/\n?/gs, '')
    .replace(/^import .*;\n/gm, '')
    .replace(/^ +\n/gm, '')
    .trim();
  return `## ${name}\n\n\`\`\`ts\n${bare}\n\`\`\`\n`;
}
