import type { TransferFailed, Uploaded } from '#client';
import { type NameTrouble, nameTrouble } from './file-name.ts';
import { createPace } from './pace.ts';

/** A file that has the name already: who got the link by which it came, where that is known. */
export type Existing = { size: number; at: string; by: string | undefined };

export type Step =
  /** Whether there is such a file already. */
  | { kind: 'looking' }
  | { kind: 'exists'; existing: Existing | 'chosen' }
  /** For its turn. */
  | { kind: 'waiting' }
  | { kind: 'link' }
  | { kind: 'moving'; done: number; speed: number | undefined }
  /** All is sent: the store writes it down, and both sums are compared. */
  | { kind: 'comparing' }
  | { kind: 'arrived'; isVerified: boolean }
  /** Nothing will be sent: the name, the size, or it cannot be read. */
  | { kind: 'unfit'; why: NameTrouble | 'large' | 'unreadable' }
  /** @param done bytes, of the attempt that came furthest */
  | { kind: 'failed'; outcome: TransferFailed; done: number };

export type Row = {
  id: number;
  folder: string;
  name: string;
  file: File;
  step: Step;
  /** Its sender has seen what it replaces. */
  mayReplace: boolean;
};

/** What a queue does to the world, given so that a test can play it. */
export type Port = {
  /** Those of these names that the folder has. */
  look(folder: string, names: ReadonlySet<string>): Promise<Map<string, Existing> | TransferFailed>;
  send(
    row: Row,
    options: { onProgress(done: number): void; signal: AbortSignal },
  ): Promise<Uploaded | TransferFailed>;
  isReadable(file: File): Promise<boolean>;
  nowMs(): number;
};

export type Queue = {
  rows(folder: string): readonly Row[];
  /** Whether leaving the page would lose what somebody chose. */
  isUnfinished(): boolean;
  add(folder: string, files: readonly File[]): Promise<void>;
  /** Goes on with a row: its file replaces the one that is there, or it is tried once more. */
  go(row: Row): void;
  cancel(row: Row): void;
  remove(row: Row): void;
  /** @returns ends it */
  onChange(listener: () => void): () => void;
};

/** As many at a time as a connection is well used by. */
const AT_ONCE = 2;
/** What S3 takes in one piece, and with it all stores. */
const MAX_FILE_BYTES = 5 * 1024 ** 3;
const BUSY = ['looking', 'waiting', 'link', 'moving', 'comparing'];

type State = { port: Port; rows: Row[]; running: Map<Row, AbortController>; tell(): void };

export function createQueue(port: Port): Queue {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const state: State = { port, rows: [], running: new Map(), tell };
  return {
    rows: (folder) => state.rows.filter((row) => row.folder === folder),
    isUnfinished: () => state.rows.some(isUnfinished),
    async add(folder, files) {
      const added = await Promise.all(files.map((file) => rowOf(port, folder, file)));
      state.rows = [...state.rows, ...added];
      tell();
      await look(state, folder, added);
    },
    go(row) {
      if (row.step.kind === 'exists') row.mayReplace = true;
      row.step = { kind: row.mayReplace ? 'waiting' : 'looking' };
      tell();
      void (row.mayReplace ? next(state) : look(state, row.folder, [row]));
    },
    cancel(row) {
      const ending = state.running.get(row);
      if (ending === undefined) row.step = aborted;
      else ending.abort();
      tell();
    },
    remove(row) {
      state.rows = state.rows.filter((other) => other !== row);
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Its file is not where it should be, and its sender still wants that. */
export const isUnfinished = ({ step }: Row): boolean =>
  BUSY.includes(step.kind) ||
  step.kind === 'exists' ||
  (step.kind === 'failed' && step.outcome.error.kind !== 'aborted');

/** Before anything was sent. */
const aborted: Step = {
  kind: 'failed',
  done: 0,
  outcome: { ok: false, status: 0, error: { kind: 'aborted', status: 0, message: 'Aborted' } },
};

let lastId = 0;

async function rowOf(port: Port, folder: string, file: File): Promise<Row> {
  // As the store will name it: a Mac writes «й» in two characters.
  const name = file.name.isWellFormed() ? file.name.normalize('NFC') : file.name;
  const tooLarge = file.size > MAX_FILE_BYTES ? 'large' : undefined;
  const why = nameTrouble(name) ?? tooLarge ?? ((await port.isReadable(file)) ? undefined : 'unreadable');
  const step: Step = why === undefined ? { kind: 'looking' } : { kind: 'unfit', why };
  return { id: ++lastId, folder, name, file, step, mayReplace: false };
}

const isSameFile = (one: Row, other: Row): boolean => one.folder === other.folder && one.name === other.name;

/** Who has a name already is asked about before anything is sent: a file of the folder, or one that was chosen before. */
async function look(state: State, folder: string, added: readonly Row[]): Promise<void> {
  const looking = added.filter(({ step }) => step.kind === 'looking');
  if (looking.length === 0) return;
  const there = await state.port.look(folder, new Set(looking.map(({ name }) => name)));
  for (const row of looking) {
    if (row.step.kind !== 'looking') continue;
    const isChosen = state.rows.some(
      (other) => other.id < row.id && isSameFile(other, row) && BUSY.includes(other.step.kind),
    );
    const existing = isChosen ? 'chosen' : there instanceof Map && there.get(row.name);
    if (existing) row.step = { kind: 'exists', existing };
    else row.step = there instanceof Map ? { kind: 'waiting' } : { kind: 'failed', outcome: there, done: 0 };
  }
  state.tell();
  next(state);
}

/** Two of one name wait for each other, in the order in which they were chosen: the later one stays. */
function next(state: State): void {
  for (const row of state.rows) {
    if (state.running.size >= AT_ONCE) return;
    const isFree = ![...state.running.keys()].some((other) => isSameFile(other, row));
    if (row.step.kind === 'waiting' && isFree) void run(state, row);
  }
}

async function run(state: State, row: Row): Promise<void> {
  const { port, running, tell } = state;
  const set = (step: Step) => {
    row.step = step;
    tell();
  };
  const ending = new AbortController();
  running.set(row, ending);
  set({ kind: 'link' });
  const pace = createPace();
  let furthest = 0;
  const onProgress = (done: number) => {
    furthest = Math.max(furthest, done);
    const isSent = done === row.file.size;
    set(isSent ? { kind: 'comparing' } : { kind: 'moving', done, speed: pace.at(port.nowMs(), done) });
  };
  const outcome = await port.send(row, { onProgress, signal: ending.signal });
  running.delete(row);
  if (outcome.ok) set({ kind: 'arrived', isVerified: outcome.verified });
  else if (outcome.error.kind === 'network' && !(await port.isReadable(row.file)))
    set({ kind: 'unfit', why: 'unreadable' });
  else set({ kind: 'failed', outcome, done: furthest });
  next(state);
}
