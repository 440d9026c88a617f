import type { Logger } from '../platform/log.ts';
import { startListener } from './listener.ts';

/** What a process may keep a copy of; the triggers of `db/migrations/…-notify-changes.sql` name the same topics. */
export type Topic = 'dictionaries' | 'parameters';

export type Subscription = {
  /**
   * The last moment, in ms of `performance.now()`, at which the copy was certainly what the database held;
   * -Infinity before the first success.
   */
  confirmedAt(): number;
};

/** News of changes that other processes, or an operator by hand, commit to the database. */
export type Changes = {
  /**
   * Keeps a copy up to date. `refresh` is called as soon as the feed listens, after each change of the topic, after
   * each gap in the listening, and every half second while nothing is heard or the last call failed; never twice at once.
   */
  subscribe(topic: Topic, refresh: () => Promise<void>): Subscription;
  isListening(): boolean;
  close(): Promise<void>;
};

/** How stale a copy may become while the listening connection is down, half of the second that SPEC 9 allows. */
const POLL_MS = 500;

type Copy = { topic: Topic; isStale: boolean; mark(): void };

/** @param options.url of the database itself: poolers that share connections between transactions deliver nothing */
export function listenForChanges(options: { url: string; applicationName: string; log: Logger }): Changes {
  const { log } = options;
  const copies: Copy[] = [];
  const markAll = () => {
    for (const copy of copies) copy.mark();
  };
  const listener = startListener({
    ...options,
    onConnected: markAll,
    onChange: (topic) => {
      for (const copy of copies) if (copy.topic === topic) copy.mark();
    },
    onLost: markAll,
  });
  const timer = setInterval(() => {
    for (const copy of copies) if (copy.isStale || !listener.isConnected()) copy.mark();
  }, POLL_MS);

  return {
    subscribe(topic, refresh) {
      let refreshedAt = Number.NEGATIVE_INFINITY;
      let isRunning = false;
      let hasFailed = false;
      const copy: Copy = {
        topic,
        isStale: true,
        mark() {
          copy.isStale = true;
          if (!isRunning) void run();
        },
      };
      const run = async () => {
        isRunning = true;
        try {
          // A change that is heard meanwhile may be younger than what is being read.
          while (copy.isStale) {
            copy.isStale = false;
            const began = performance.now();
            await refresh();
            refreshedAt = began;
            hasFailed = false;
          }
        } catch (error) {
          copy.isStale = true;
          // Once an absence of the database: it is asked again twice a second.
          if (!hasFailed) log.warn({ err: error, topic }, 'a copy could not be refreshed and may be stale');
          hasFailed = true;
        } finally {
          isRunning = false;
        }
      };
      copies.push(copy);
      copy.mark();
      return {
        confirmedAt: () =>
          copy.isStale || isRunning ? refreshedAt : Math.max(refreshedAt, listener.aliveAt()),
      };
    },
    isListening: listener.isConnected,
    async close() {
      clearInterval(timer);
      await listener.close();
    },
  };
}
