/**
 * Prints what others wrote of an installation, with their licences, as a product that is handed on has to carry them: for
 * each package its name, version, licence and the texts that it came with. The image is built with it.
 */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

type Manifest = { name: string; version: string; license?: string };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEXTS = /^(licen[cs]e|copying|notice|third-?party)/i;
const RULE = '='.repeat(80);

/** Folders of packages, those inside of others too; links lead to folders of our own. */
function packageFolders(): string[] {
  const places = globSync(['**/node_modules/*/package.json', '**/node_modules/@*/*/package.json'], {
    cwd: ROOT,
  });
  return [...new Set(places.map((place) => path.join(ROOT, path.dirname(place))))].toSorted();
}

function describe(folder: string): string {
  const {
    name,
    version,
    license = 'see below',
  }: Manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXTS.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').trim());
  return [RULE, `${name} ${version}: ${license}`, RULE, ...texts].join('\n\n');
}

process.stdout.write(`${packageFolders().map(describe).join('\n\n')}\n`);
