/** How often a worker is asked, and how many questions may go without an answer. */
const ASK_MS = 5_000;
const MOST_UNANSWERED = 4;

/** A process that is asked whether its event loop still turns. */
export type Asked = { ask(): void; end(): void };

export type Heartbeat = {
  /** Something was heard of the process. */
  heard(): void;
  stop(): void;
};

/**
 * Ends a process that has not said a word for some twenty seconds: it holds connections, and keeps being handed more. Questions
 * are counted, not time, so that a machine that was asleep does not end all of its workers.
 */
export function keepAsking({ ask, end }: Asked, askMs = ASK_MS): Heartbeat {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered === MOST_UNANSWERED) {
      clearInterval(timer);
      end();
    } else {
      unanswered += 1;
      ask();
    }
  }, askMs).unref();
  return {
    heard() {
      unanswered = 0;
    },
    stop: () => clearInterval(timer),
  };
}
