import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startSingleNode } from './single-node.ts';

/** A running single-node Ceph. Its S3 and Swift APIs share one origin, one account and its buckets. */
export type Ceph = {
  origin: string;
  version: string;
  accessKeyId: string;
  secretAccessKey: string;
  tempUrlKey: string;
  /** Signs in at `/auth/v1.0` with the secret access key. */
  swiftUser: string;
  stop(): Promise<void>;
};

const PROGRAMS = ['ceph', 'ceph-authtool', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];

/** Says why Ceph cannot be started here, or nothing where it can. */
export function whyNoCeph(): string | undefined {
  const missing = PROGRAMS.filter((program) => spawnSync(program, ['--version']).error !== undefined);
  if (missing.length === 0) return undefined;
  return `Ceph is not installed (no ${missing.join(', ')}): apt-get install ceph-mon ceph-osd radosgw ceph-common`;
}

/** Starts a cluster, in one to two seconds. Its secrets have characters that careless signers encode wrongly. */
export async function startCeph(): Promise<Ceph> {
  const keys = {
    accessKeyId: 'JUDGE00ACCESS00KEY00',
    secretAccessKey: 'judge/secret+key',
    tempUrlKey: 'judge temp url',
  };
  const script = join(import.meta.dirname, 'ceph-single-node.sh');
  const { ports, stop } = await startSingleNode('bash', 3, (directory, free) => [
    script,
    directory,
    ...free.map(String),
    ...Object.values(keys),
  ]);
  const version = execFileSync('radosgw', ['--version'], { encoding: 'utf8' })
    .split(' ')
    .slice(0, 3)
    .join(' ');
  return { origin: `http://127.0.0.1:${ports[2]}`, version, ...keys, swiftUser: 'judge:swift', stop };
}
