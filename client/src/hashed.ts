import type { Ending } from './deadline.ts';
import { type AnyFailure, CallError, unanswered } from './failures.ts';
import type { Md5 } from './md5.ts';

type Terms = {
  md5: Md5;
  ending: Ending;
  idleMs: number;
  onBytes(done: number): void;
  /** When all has been read: what is wrong with it. */
  judge?(done: number): AnyFailure | undefined;
};

/**
 * The same bytes, counted and hashed on their way; reading throws a CallError where they break off. Time counts while
 * their source is waited for, not while their reader is busy.
 */
export function hashed(
  stream: ReadableStream<Uint8Array>,
  { md5, ending, idleMs, onBytes, judge = () => undefined }: Terms,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const turn = takingTurns();
  let done = 0;
  return new ReadableStream({
    async pull(controller) {
      ending.restart(idleMs);
      const read = await reader.read().catch((error: unknown) => unanswered(ending.reached(), error));
      if ('value' in read && read.value !== undefined) {
        ending.restart(undefined);
        md5.update(read.value);
        done += read.value.length;
        onBytes(done);
        await turn();
        return controller.enqueue(read.value);
      }
      const error = 'error' in read ? read.error : judge(done);
      if (error === undefined) return controller.close();
      ending.close();
      controller.error(new CallError(error));
    },
    cancel(reason) {
      ending.close();
      return reader.cancel(reason);
    },
  });
}

/** So long work may hold up a page before it is felt. */
const TURN_MS = 12;

/** A page is drawn by the thread that hashes, and a file on a disk is read faster than it is hashed: others get their turn. */
function takingTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (!('document' in globalThis) || performance.now() - since < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
