import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { filesIn } from '../docs/peers.ts';
import type { Files } from '../docs/served.ts';

const run = promisify(execFile);
const VERSIONS = ['react-admin@5.15.4', 'react@19.2.0', 'react-dom@19.2.0', 'vite@8.3.8'];
const SOURCES = ['index.html', 'main.jsx'];

/** Installs react-admin into a folder of its own, and builds the list and the form that are compared, as Vite does for production. */
export async function buildPeer(folder: string): Promise<Files> {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...options, ...VERSIONS], { cwd: folder });
  for (const name of SOURCES) await cp(path.join(import.meta.dirname, 'peer', name), path.join(folder, name));
  const vite = path.join(folder, 'node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', '--logLevel=error'], { cwd: folder });
  return filesIn(path.join(folder, 'dist'));
}
