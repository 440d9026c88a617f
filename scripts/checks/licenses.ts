import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './files.ts';

/** What may be part of an Apache-2.0 product without changing its terms: SPDX identifiers. */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose manifest names no licence that we can read, with the one that its text gives, and where it stands. */
const REASONS: Record<string, { license: string; reason: string }> = {};

/** The part of package-lock.json that is read here. */
export type LockFile = {
  packages: Record<string, { license?: string; dev?: boolean; link?: boolean }>;
};

/** The licence of everything that runs with the product goes with the product's own. */
export async function licenseProblems(): Promise<string[]> {
  return findLicenseProblems(
    JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')),
    REASONS,
  );
}

export function findLicenseProblems({ packages }: LockFile, reasons: typeof REASONS): string[] {
  const running = Object.entries(packages)
    .filter(([place, { dev, link }]) => place !== '' && !dev && !link)
    .map(([place, { license }]) => ({ name: place.replace(/^.*node_modules\//, ''), license }));
  return [
    ...running.flatMap(({ name, license: declared }) => {
      const license = reasons[name]?.license ?? declared;
      if (license === undefined)
        return [`${name} declares no licence, and scripts/checks/licenses.ts has no reason`];
      return isCompatible(license)
        ? []
        : [`${name} is under ${license}, which is not on the list of licences`];
    }),
    ...Object.keys(reasons)
      .filter((name) => !running.some((each) => each.name === name && each.license === undefined))
      .map((name) => `${name} needs its reason in scripts/checks/licenses.ts no longer`),
  ];
}

/** Of an SPDX expression without nested brackets: `A OR B` is a choice, `A AND B` is both. */
function isCompatible(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((license) => COMPATIBLE.has(license)));
}
