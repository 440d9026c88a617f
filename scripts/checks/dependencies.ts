import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './files.ts';

const PAGE = 'docs/dependencies.md';
const FIELDS = ['dependencies', 'optionalDependencies', 'devDependencies', 'overrides'] as const;

/** package.json and docs/dependencies.md name the same packages, each once. */
export async function dependencyProblems(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const wanted = FIELDS.flatMap((field) => Object.keys(manifest[field] ?? {}));
  const page = await readFile(path.join(root, PAGE), 'utf8');
  // A line of the page is a table row that starts with the package's name in code.
  const described = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name as string);
  return [
    ...wanted.filter((name) => !described.includes(name)).map((name) => `${PAGE} has no line for ${name}`),
    ...described
      .filter((name) => !wanted.includes(name))
      .map((name) => `${PAGE}: ${name} is not in package.json`),
    ...described
      .filter((name, at) => described.indexOf(name) !== at)
      .map((name) => `${PAGE} has two lines for ${name}`),
  ];
}
