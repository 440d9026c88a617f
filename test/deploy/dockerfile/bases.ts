// The two images that our Dockerfile begins with, made of what they are made of: Debian's packages, and npm.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What `gcr.io/distroless/cc-debian12` has, and nothing else. */
const DISTROLESS = [
  'base-files',
  'ca-certificates',
  'gcc-12-base',
  'libc6',
  'libgcc-s1',
  'libgomp1',
  'libssl3',
  'libstdc++6',
  'media-types',
  'netbase',
  'tzdata',
];

/** Kept from run to run: downloading takes seconds, unpacking less than one. */
const KEPT = '/var/tmp/esoz-test-distroless-cc-1.tar';

/** As the image is published: its users, one file with all certificates, no shell. */
const MAKE = `
[ -e "$kept" ] && exit
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$@" >&2
mkdir root && for package in *.deb; do dpkg-deb --extract "$package" root; done
cd root
rm -rf usr/share/doc usr/share/man usr/share/locale usr/sbin/update-ca-certificates
mkdir -p etc/ssl/certs && find usr/share/ca-certificates -name '*.crt' -exec cat {} + > etc/ssl/certs/ca-certificates.crt
printf 'root:x:0:0:root:/root:/sbin/nologin\\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\\n' > etc/passwd
printf 'root:x:0:\\nnonroot:x:65532:\\n' > etc/group
mkdir -p -m 1777 tmp && mkdir -p home/nonroot && chown 65532:65532 home/nonroot
tar --create --file "$kept.part" . && mv "$kept.part" "$kept"`;

type Base = { root: string; env: Record<string, string> };

/** `gcr.io/distroless/cc-debian12:nonroot`, in an empty folder. */
export function distrolessImage(root: string): Base {
  const words = [`${KEPT}.lock`, 'bash', '-euc', MAKE, 'bash', ...DISTROLESS];
  const { status, stderr } = spawnSync('flock', words, {
    env: { ...process.env, kept: KEPT },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the packages of the base image cannot be had:\n${stderr.slice(-2000)}`);
  mkdirSync(root);
  execFileSync('tar', ['--extract', '--file', KEPT, '--directory', root]);
  return { root, env: { PATH, SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' } };
}

/** Of the many packages that the full image has, the one that ours takes something of. */
const DOWNLOAD =
  'cd "$1/tmp" && apt-get -qq -o APT::Sandbox::User=root download libatomic1 && chroot "$1" sh -c "dpkg --install /tmp/*.deb && rm /tmp/*.deb"';

/** `docker.io/library/node`: a Debian in which Node and npm of this machine are where that image has them. */
export function nodeImage(root: string): Base {
  const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
  const npmFolder = path.resolve(realpathSync(npm), '../..');
  execFileSync('bash', ['-euc', DOWNLOAD, 'bash', root], { stdio: ['ignore', 'ignore', 'pipe'] });
  const local = path.join(root, 'usr/local');
  mkdirSync(path.join(local, 'lib/node_modules'), { recursive: true });
  cpSync(npmFolder, path.join(local, 'lib/node_modules/npm'), { recursive: true });
  cpSync(realpathSync(process.execPath), path.join(local, 'bin/node'));
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(local, 'bin', name));
  return { root, env: { PATH } };
}
