export type WithLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Runs work of one name one after the other, in the order of asking; other names are not held up. */
export function createLocks(): WithLock {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = tails.get(name) ?? Promise.resolve();
    const result = before.then(work);
    const settled = Promise.allSettled([result]);
    tails.set(name, settled);
    try {
      return await result;
    } finally {
      if (tails.get(name) === settled) tails.delete(name);
    }
  };
}
