import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ended, enter } from './enter.ts';
import { type Dockerfile, execForm, filledIn, type Instruction, pairsOf, type Stage } from './read.ts';

/** A root and what is known of it: what an image is. */
export type Image = {
  root: string;
  env: Record<string, string>;
  workdir: string;
  user: string;
  labels: Record<string, string>;
  entrypoint: string[];
  command: string[];
  healthcheck: string[];
  stopSignal: string;
};

export type Build = {
  file: Dockerfile;
  /** A folder with the files that COPY may take. */
  context: string;
  /** An empty folder for the roots. */
  folder: string;
  /** Images from elsewhere by their names without a tag: a root, which is copied, and the variables they set. */
  bases: Readonly<Record<string, { root: string; env: Record<string, string> }>>;
  args: Readonly<Record<string, string>>;
  /** Files by the id of `--mount=type=secret`. */
  secrets: Readonly<Record<string, string>>;
  /** Folders by the target of `--mount=type=cache`. */
  caches: Readonly<Record<string, string>>;
  /** What engines give each RUN of the machine's network: proxies. */
  network: Readonly<Record<string, string>>;
};

type Playing = { build: Build; image: Image; args: Record<string, string>; stages: Map<string, Image> };

/**
 * Does what a Dockerfile says, in folders, without an engine: the instructions that ours has, and no others.
 * @returns the image of the last stage
 * @throws Error with the line and the output of a RUN that fails
 */
export async function playDockerfile(build: Build): Promise<Image> {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const [index, stage] of build.file.stages.entries()) {
    image = startOf(build, stage, String(index));
    const playing = { build, image, args: {}, stages };
    for (const instruction of stage.instructions) await play(playing, instruction);
    stages.set(stage.name ?? String(index), image);
  }
  return image as Image;
}

function startOf({ file, bases, folder }: Build, stage: Stage, name: string): Image {
  const reference = filledIn(stage.base, file.args);
  const base = bases[reference.split(':')[0] as string];
  if (base === undefined) throw new Error(`line ${stage.line}: nobody has given ${reference}`);
  const root = path.join(folder, name);
  execFileSync('cp', ['--archive', '--reflink=auto', base.root, root]);
  const told = { labels: {}, entrypoint: [], command: [], healthcheck: [], stopSignal: 'SIGTERM' };
  return { root, env: { ...base.env }, workdir: '/', user: '0:0', ...told };
}

async function play(playing: Playing, instruction: Instruction): Promise<void> {
  const { image, args, build } = playing;
  const values = { ...args, ...image.env };
  const text = () => filledIn(instruction.text, values);
  const words = execForm(instruction.text);
  switch (instruction.keyword) {
    case 'ARG':
      for (const [name, value] of Object.entries(pairsOf(instruction.text)))
        args[name] = build.args[name] ?? (value || (build.file.args[name] ?? ''));
      return;
    case 'ENV':
      Object.assign(image.env, pairsOf(text()));
      return;
    case 'LABEL':
      Object.assign(image.labels, pairsOf(text()));
      return;
    case 'WORKDIR':
      image.workdir = path.posix.resolve(image.workdir, text());
      mkdirSync(image.root + image.workdir, { recursive: true });
      return;
    case 'USER':
      image.user = text();
      return;
    case 'COPY':
      return copy(playing, instruction, text());
    case 'RUN':
      return run(playing, instruction);
    case 'ENTRYPOINT':
      image.entrypoint = words as string[];
      return;
    case 'CMD':
      image.command = words as string[];
      return;
    case 'HEALTHCHECK':
      image.healthcheck = words as string[];
      return;
    case 'STOPSIGNAL':
      image.stopSignal = text();
      return;
    case 'EXPOSE':
      return;
    default:
      throw new Error(`line ${instruction.line}: ${instruction.keyword} is not played`);
  }
}

const flag = ({ flags }: Instruction, wanted: string): string | undefined =>
  flags.find(({ name }) => name === wanted)?.value;

/** Of a folder its contents; of a file itself, under the new name unless the target ends with a slash. */
function copy({ build, image, stages }: Playing, instruction: Instruction, text: string): void {
  const names = text.split(/\s+/);
  const target = names.pop() as string;
  const from = flag(instruction, 'from');
  const origin = from === undefined ? build.context : (stages.get(from) as Image).root;
  const place = image.root + path.posix.resolve(image.workdir, target);
  const owner = flag(instruction, 'chown') ?? '0:0';
  for (const name of names) {
    const source = path.join(origin, name);
    const isFolder = statSync(source).isDirectory();
    const intoFolder = isFolder || target.endsWith('/') || names.length > 1;
    const copied = isFolder || !intoFolder ? place : path.join(place, path.basename(name));
    const isNew = !existsSync(place);
    mkdirSync(intoFolder ? place : path.dirname(place), { recursive: true });
    if (isNew && isFolder) execFileSync('chown', [owner, place]);
    execFileSync('cp', ['--archive', isFolder ? `${source}/.` : source, copied]);
    if (from === undefined || flag(instruction, 'chown') !== undefined)
      execFileSync('chown', ['--recursive', '--no-dereference', owner, copied]);
  }
}

async function run({ build, image, args }: Playing, instruction: Instruction): Promise<void> {
  const mounts = instruction.flags.map(({ value }) => pairsOf(value.replaceAll(',', ' ')));
  const binds = mounts.flatMap(({ type, id = '', target = `/run/secrets/${id}` }) => {
    const from = type === 'cache' ? build.caches[target] : build.secrets[id];
    return from === undefined ? [] : [{ from, to: target }];
  });
  const network = ['/etc/resolv.conf', '/etc/hosts'].map((file) => ({ from: file, to: file }));
  const child = enter(
    { ...image, env: { ...build.network, ...args, ...image.env }, binds: [...network, ...binds] },
    ['/bin/sh', '-c', instruction.text],
  );
  const { code, stdout, stderr } = await ended(child);
  if (code !== 0)
    throw new Error(
      `line ${instruction.line}: RUN ended with ${code}\n${stdout.slice(-2000)}${stderr.slice(-4000)}`,
    );
}
