import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/checks/files.ts';

const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });

/** The last release, as files of its own beside those of this version. */
export type LastRelease = {
  folder: string;
  /** A module of it; its types are taken to be those of today, which for what is called here they are. */
  load<Module>(file: string): Promise<Module>;
};

/**
 * Takes it out of the history, with the packages of this version: what is tried is the schema.
 * @returns why that cannot be done, where the clone has no such history
 * @throws when the history is whole and has no such commit
 */
export async function unpackLastRelease(): Promise<LastRelease | string> {
  const { commit } = JSON.parse(await readFile(path.join(root, 'deploy/upgrade/last-release.json'), 'utf8'));
  if (git('cat-file', '-e', `${commit}^{commit}`).status !== 0) {
    const isShallow = git('rev-parse', '--is-shallow-repository');
    if (isShallow.status === 0 && isShallow.stdout.trim() === 'false')
      throw new Error(`deploy/upgrade/last-release.json names ${commit}, which the history does not have`);
    return 'needs the history of the repository: git fetch --unshallow';
  }
  const place = await mkdtemp(path.join(tmpdir(), 'esoz-last-release-'));
  const [archive, folder] = [path.join(place, 'release.tar'), path.join(place, 'release')];
  await mkdir(folder);
  for (const [command, args] of [
    ['git', ['archive', '--output', archive, commit]],
    ['tar', ['-xf', archive, '-C', folder]],
  ] as const) {
    const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, load: (file) => import(pathToFileURL(path.join(folder, file)).href) };
}
