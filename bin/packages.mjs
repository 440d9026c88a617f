// Is node_modules what package-lock.json asks for? Must run on Node 20 with nothing installed.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The packages of a lock file by location; undefined when there is none, or a torn one. */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** What package-lock.json asks to install. A workspace is a folder of this checkout, where nothing is to be put. */
function wantedPackages(root) {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  if (wanted === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(wanted).filter(([location, { link }]) => location.startsWith('node_modules/') && !link),
  );
}

/** What npm really installed: it writes this file inside node_modules when all is done, and so do we. */
export const INSTALLED_LOCK = path.join('node_modules', '.package-lock.json');

export function installedPackages(root) {
  return readLock(path.join(root, INSTALLED_LOCK));
}

/** Whether the package itself says that it has this version: of a power cut remain files that are empty or all zeros. */
export function isWhole(root, location, version) {
  try {
    return JSON.parse(readFileSync(path.join(root, location, 'package.json'), 'utf8')).version === version;
  } catch {
    return false;
  }
}

const listed = (value, own) => value === undefined || [value].flat().includes(own);

/** Whether a package is made for this very platform, such as Node itself. (Which libc is not looked at.) */
function isForHere({ os, cpu, libc }) {
  if (libc !== undefined || (os === undefined && cpu === undefined)) return false;
  return listed(os, process.platform) && listed(cpu, process.arch);
}

/**
 * npm passes over an optional package that it could not fetch or unpack, and reports success. Where some of those
 * made for this platform are there and others are not, that has happened; where all are absent, somebody wanted
 * it so (`--omit=optional`).
 */
function passedOver(wanted, installed, development) {
  const forHere = Object.entries(wanted)
    .filter(([, entry]) => entry.optional && isForHere(entry) && (development || !entry.dev))
    .map(([location]) => location);
  const absent = forHere.filter((location) => installed[location] === undefined);
  return absent.length < forHere.length ? absent[0] : undefined;
}

/** The locations that an installation here brings, at least; those for other platforms are not among them. */
export function expectedLocations(root, { development }) {
  return Object.entries(wantedPackages(root) ?? {})
    .filter(([, entry]) => development || !entry.dev)
    .filter(([, entry]) => isForHere(entry) || !(entry.optional || entry.devOptional))
    .map(([location]) => location);
}

/** Whether development packages are there; who has them keeps them. */
export function hasDevelopmentPackages(root) {
  return Object.values(installedPackages(root) ?? {}).some(({ dev }) => dev);
}

/**
 * Says which package is missing or has another version than package-lock.json, or undefined when all are in
 * order. Optional packages may be left out (they are of other platforms, or `--omit=optional`), development
 * ones too unless `development`; but what is there must have the right version.
 */
export function missingPackage(root, { development }) {
  const installed = installedPackages(root);
  if (installed === undefined) return 'the packages are not installed';
  const wanted = wantedPackages(root);
  if (wanted === undefined) return undefined;
  for (const [location, { version, integrity, dev, optional, devOptional }] of Object.entries(wanted)) {
    const present = installed[location];
    if (present === undefined) {
      const mayBeAbsent = optional || devOptional || (dev && !development);
      if (!mayBeAbsent) return `${location} is missing`;
    } else if (present.version !== version) {
      return `${location} is ${present.version}, and package-lock.json asks for ${version}`;
    } else if (integrity !== undefined && (present.integrity ?? integrity) !== integrity) {
      return `${location} is another package than package-lock.json asks for`;
    } else if (!isWhole(root, location, version)) {
      return `${location} is damaged`;
    }
  }
  const absent = passedOver(wanted, installed, development);
  return absent === undefined ? undefined : `${absent} is missing`;
}
