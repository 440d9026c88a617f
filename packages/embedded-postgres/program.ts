import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import path from 'node:path';
import { type Binaries, programPath } from './binaries.ts';

/**
 * How this process runs PostgreSQL's programs: `prefix` is a command in front of them, found along
 * `searchPath`; `owner`, when present, is the identity they get, which must own the data directory.
 */
export type RunAs = {
  binaries: Binaries;
  prefix: readonly string[];
  searchPath: string;
  owner?: { uid: number; gid: number };
};

/** Starts a program; what it says goes where `stdio` tells. */
export function spawnProgram(
  runAs: RunAs,
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'detached'>,
): ChildProcess {
  const [command, ...rest] = [...runAs.prefix, programPath(runAs.binaries, program), ...args];
  // Our environment is not passed on: it may hold secrets, and TZ, LANG or PG* would change the cluster
  // from one machine to another. (Windows programs do not start without theirs.)
  const env = { PATH: runAs.searchPath, LC_ALL: 'C', TZ: 'UTC' };
  return spawn(command!, rest, {
    ...options,
    ...runAs.owner,
    ...(process.platform === 'win32' ? {} : { env }),
    // A directory that every identity may enter.
    cwd: path.parse(runAs.binaries.directory).root,
    windowsHide: true,
  });
}

/** Runs a program to its end. `output` is both streams together; code -1 means that it could not be run. */
export async function runProgram(
  runAs: RunAs,
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number; output: string }> {
  // In a session of its own, out of reach of the terminal's Ctrl-C: what was begun is finished or undone by us.
  const child = spawnProgram(runAs, program, args, { stdio: 'pipe', detached: process.platform !== 'win32' });
  let output = '';
  const collect = (chunk: Buffer) => {
    if (output.length < 100_000) output += chunk.toString('utf8');
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  // A program that fails at once closes its input before we have written it: its exit code says why.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return await new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: -1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
