import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
};

/** Prints where the API process spent its time, by part of the program, from the last `.cpuprofile` of a directory. */
export function printProfile(directory: string): void {
  const file = readdirSync(directory)
    .filter((name) => name.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (file === undefined) return;
  const profile = JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as CpuProfile;
  const partOf = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, part(callFrame.functionName, callFrame.url)]),
  );
  const time = new Map<string, number>();
  profile.samples.forEach((id, at) => {
    const name = partOf.get(id) as string;
    time.set(name, (time.get(name) ?? 0) + (profile.timeDeltas[at] as number));
  });
  time.delete('idle');
  const total = [...time.values()].reduce((sum, each) => sum + each, 0);
  process.stdout.write('\nCPU of the API process by part (self time):\n');
  for (const [name, spent] of [...time].toSorted((left, right) => right[1] - left[1]).slice(0, 16)) {
    process.stdout.write(`  ${((spent / total) * 100).toFixed(1).padStart(5)} %  ${name}\n`);
  }
}

function part(functionName: string, url: string): string {
  if (functionName === '(idle)' || functionName === '(program)')
    return functionName === '(idle)' ? 'idle' : 'native code and system calls';
  if (functionName === '(garbage collector)') return 'garbage collector';
  const packageName = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (packageName) return packageName;
  if (url.startsWith('node:'))
    return url
      .replace(/^node:internal\//, 'node:')
      .split('/')
      .slice(0, 2)
      .join('/');
  const own = /\/src\/(.+)$/.exec(url)?.[1];
  return own ? `src/${own}` : functionName || 'other';
}
