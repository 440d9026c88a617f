import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { debianRoot } from '../../fixtures/debian-root.ts';
import { distrolessImage, nodeImage } from './bases.ts';
import { sendContext } from './context.ts';
import { type Image, playDockerfile } from './play.ts';
import { readDockerfile } from './read.ts';

export const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));
export const DOCKERFILE = path.join(CHECKOUT, 'deploy/image/Dockerfile');

/** What deploy/image/build.sh would hand over. */
export const BUILD_ARGS = {
  SOURCE: 'https://example.com/registry',
  REVISION: '0123456789abcdef0123456789abcdef01234567',
  VERSION: '9.8.7',
};

const setting = (name: string) => execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim();

/** A registry as this machine reaches it, and without its credentials: the file of the secret `npmrc`. */
function writeNpmrc(file: string): void {
  const lines = [`registry=${setting('registry')}`, 'prefer-offline=true', 'update-notifier=false'];
  const cafile = setting('cafile');
  if (cafile !== 'null') lines.push('cafile=/etc/ssl/certs/ca-certificates.crt');
  writeFileSync(file, `${lines.join('\n')}\n`);
}

const proxies = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name)));

/** Builds the image of this checkout, as its Dockerfile says. Whoever calls removes it. */
export async function buildOurImage(): Promise<Image & { remove(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'esoz-image-'));
  const debian = await debianRoot();
  const remove = async () => {
    await debian.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [context, npmrc] = [path.join(folder, 'context'), path.join(folder, 'npmrc')];
    mkdirSync(context);
    sendContext(CHECKOUT, context);
    writeNpmrc(npmrc);
    const image = await playDockerfile({
      file: readDockerfile(readFileSync(DOCKERFILE, 'utf8')),
      context,
      folder,
      bases: {
        'docker.io/library/node': nodeImage(debian.folder),
        'gcr.io/distroless/cc-debian12': distrolessImage(path.join(folder, 'distroless')),
      },
      args: BUILD_ARGS,
      secrets: { npmrc },
      caches: { '/var/cache/npm': setting('cache') },
      network: proxies() as Record<string, string>,
    });
    return { ...image, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
