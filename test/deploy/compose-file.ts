import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { Manifest } from './kustomize.ts';

/** A Compose file with its anchors joined, and `${NAME:-default}` as where no variable is set but those given. */
export async function readCompose(name: URL, environment: Record<string, string> = {}): Promise<Manifest> {
  const file = parse(await readFile(name, 'utf8'), { merge: true });
  return interpolated(file, environment);
}

function interpolated(value: Manifest, environment: Record<string, string>): Manifest {
  if (Array.isArray(value)) return value.map((each) => interpolated(each, environment));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, interpolated(each, environment)]),
    );
  if (typeof value !== 'string') return value;
  return value
    .replace(/(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name, mark, text) => {
      const given = environment[name];
      if (given === undefined && mark === '?') throw new Error(`${name} is not set: ${text}`);
      return given ?? text ?? '';
    })
    .replaceAll('$$', '$');
}

/** As `docker compose -f base -f over`, as far as ours need it: maps are joined, lists added, the rest replaced. */
export function over(base: Manifest, other: Manifest): Manifest {
  if (Array.isArray(base) && Array.isArray(other)) return [...base, ...other];
  const isMap = (value: Manifest) => value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isMap(base) || !isMap(other)) return other;
  const joined = { ...base };
  for (const [name, value] of Object.entries(other))
    joined[name] = name in base ? over(base[name], value) : value;
  return joined;
}
