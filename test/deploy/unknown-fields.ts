import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from './kustomize.ts';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Fields that Kubernetes has no such name for, a line each. `kubectl apply` refuses them and the schemas do not know that;
 * the compiler does, where an object is written out as one of its type.
 */
export async function unknownFields(objects: readonly Manifest[]): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'esoz-manifests-'));
  try {
    await symlink(NODE_MODULES, path.join(folder, 'node_modules'));
    const lines = objects.map(
      (object, at) =>
        `import type { I${object.kind} as T${at} } from 'kubernetes-models/${object.apiVersion}';\nexport const o${at}: T${at} = ${JSON.stringify(object)};\n`,
    );
    await writeFile(path.join(folder, 'objects.ts'), lines.join(''));
    const compiler = path.join(NODE_MODULES, 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', ''];
    return await new Promise((resolve) => {
      execFile(process.execPath, [compiler, ...options, 'objects.ts'], { cwd: folder }, (_error, output) =>
        resolve(output.split('\n').filter((line) => /error TS/.test(line))),
      );
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
