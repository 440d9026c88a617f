import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export type Entry = {
  /** A folder with a system in it. */
  root: string;
  env: Readonly<Record<string, string>>;
  workdir: string;
  /** `uid:gid`, as the image says. */
  user: string;
  /** Files and folders of this machine that are seen at a path in there. */
  binds?: readonly { from: string; to: string }[];
  /** As engines do it: a root that nobody can write, and an empty /tmp. */
  isReadOnly?: boolean;
};

/** What ran on when the tests of the file were over. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The words: root, workdir, uid, gid, whether read-only, binds as `from=to` up to `--`, the command. */
const NAMESPACE = `
root=$1 workdir=$2 uid=$3 gid=$4 readonly=$5; shift 5
mount --bind "$root" "$root"
mkdir -p "$root/proc" "$root/dev" "$root/tmp"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755,size=64k dev "$root/dev"
for device in null zero full random urandom; do
  : > "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"
done
binds=''
while [ "$1" != -- ]; do
  from=\${1%%=*} to=$root\${1#*=}; shift
  if [ -d "$from" ]; then mkdir -p "$to"; else mkdir -p "\${to%/*}"; [ -e "$to" ] || : > "$to"; fi
  mount --bind "$from" "$to"
done
shift
if [ "$readonly" = true ]; then
  mount -t tmpfs -o mode=1777,size=16m tmp "$root/tmp"
  mount -o remount,bind,ro "$root"
fi
exec setpriv --no-new-privs unshare --root="$root" --wd="$workdir" --setuid="$uid" --setgid="$gid" -- "$@"`;

/**
 * Starts a command inside, as the first process of its namespace, like an engine; the network is that of this machine. Its
 * mounts are seen by it alone, and are gone with it.
 */
export function enter(entry: Entry, command: readonly string[]): ChildProcess {
  const [uid = '0', gid = '0'] = entry.user.split(':');
  const binds = (entry.binds ?? []).map(({ from, to }) => `${from}=${to}`);
  const words = [entry.root, entry.workdir, uid, gid, String(entry.isReadOnly ?? false), ...binds, '--'];
  const child = spawn(
    '/usr/bin/unshare',
    ['--mount', '--pid', '--fork', '--kill-child', '/bin/sh', '-euc', NAMESPACE, 'sh', ...words, ...command],
    { env: { ...entry.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** A signal to the command itself, as an engine sends it. */
export function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  process.kill(Number(first), name);
}

export type Outcome = { code: number | null; stdout: string; stderr: string };

/** Everything that it has written when it has ended. */
export async function ended(child: ChildProcess): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text) => {
      written[name] += text;
    });
  const [code] = await once(child, 'close');
  return { code, ...written };
}
