import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a running server writes about itself; `ready` once it accepts connections. */
export type PostmasterStatus = { pid: number; port: number; ready: boolean };

/** Reads `postmaster.pid` (line 1 the process, 4 the port, 8 the status); undefined when there is none. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterStatus | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}
