import { statfs } from 'node:fs/promises';
import { s3Error } from '../wire/s3-error.ts';

/** Of one object: more at a time would mean that its link was given to several people, or to one who floods. */
const MAX_OF_ONE_OBJECT = 4;
const MAX_IN_ALL = 64;
/** Below this the question costs more than the failed attempt. */
const ASK_FOR_SPACE_BYTES = 1024 * 1024;

type Upload = {
  readonly folder: string;
  /** The object that it replaces as a whole; null for a part, of which a client rightly sends many at once. */
  readonly object: string | null;
  /** As announced. */
  readonly bytes: number;
  readonly chunks: AsyncIterable<Buffer>;
};

/**
 * Receives an upload beside those that run: `store` gets its chunks. Throws SlowDown when so many run for so long that its
 * turn does not come, and InsufficientStorage when what all that run have still to bring does not fit the disk, which the
 * database may share: each judged alone would fit, and together they would fill it.
 */
export type RunningUploads = <T>(
  upload: Upload,
  store: (chunks: AsyncIterable<Buffer>) => Promise<T>,
) => Promise<T>;

export function createRunningUploads(patienceMs: number): RunningUploads {
  const takeTurn = createTurns(patienceMs);
  let awaitedBytes = 0;

  return async ({ folder, object, bytes, chunks }, store) => {
    const giveBack = await takeTurn(object);
    awaitedBytes += bytes;
    let leftBytes = bytes;

    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        leftBytes -= chunk.length;
        awaitedBytes -= chunk.length;
        yield chunk;
      }
    }
    try {
      if (awaitedBytes >= ASK_FOR_SPACE_BYTES) {
        const { bavail, bsize } = await statfs(folder);
        if (awaitedBytes > bavail * bsize) throw s3Error('InsufficientStorage');
      }
      return await store(counted());
    } finally {
      awaitedBytes -= leftBytes;
      giveBack();
    }
  };
}

/** A turn to receive an upload, until it is given back. */
function createTurns(patienceMs: number): (object: string | null) => Promise<() => void> {
  const running = new Set<{ readonly object: string | null }>();
  const waiting = new Map<{ readonly object: string | null }, () => void>();

  const hasRoom = (object: string | null): boolean => {
    if (running.size >= MAX_IN_ALL) return false;
    return (
      object === null ||
      running
        .values()
        .filter((each) => each.object === object)
        .toArray().length < MAX_OF_ONE_OBJECT
    );
  };

  return async (object) => {
    const turn = { object };
    if (hasRoom(object)) running.add(turn);
    else {
      await new Promise<void>((start, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(turn);
          reject(s3Error('SlowDown', undefined, { 'retry-after': '5' }));
        }, patienceMs);
        waiting.set(turn, () => {
          clearTimeout(timer);
          start();
        });
      });
    }
    return () => {
      running.delete(turn);
      for (const [next, start] of waiting) {
        if (!hasRoom(next.object)) continue;
        waiting.delete(next);
        running.add(next); // before anybody else can take the room
        start();
        return;
      }
    };
  };
}
