import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startSingleNode } from './single-node.ts';

/** A running OpenStack Swift with one container. */
export type OpenStackSwift = {
  origin: string;
  accountPath: string;
  tempUrlKey: string;
  stop(): Promise<void>;
};

/** Debian's own Python: the one that has Debian's Swift. */
const PYTHON = '/usr/bin/python3';

/** Says why Swift cannot be started here, or nothing where it can. */
export function whyNoSwift(): string | undefined {
  if (spawnSync(PYTHON, ['-c', 'import swift, eventlet']).status === 0) return undefined;
  return 'OpenStack Swift is not installed: apt-get install python3-swift';
}

/** Starts Swift, in about two seconds. */
export async function startSwift(container: string): Promise<OpenStackSwift> {
  const tempUrlKey = 'judge temp url';
  const script = join(import.meta.dirname, 'swift-single-node.py');
  const { ports, stop } = await startSingleNode(PYTHON, 4, (directory, free) => [
    script,
    directory,
    ...free.map(String),
    'AUTH_judge',
    container,
    tempUrlKey,
  ]);
  return { origin: `http://127.0.0.1:${ports[0]}`, accountPath: '/v1/AUTH_judge', tempUrlKey, stop };
}
