const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs what a signal stops in an orderly way: it finishes or takes back what it began, and then the command ends. A
 * repeated signal changes nothing: a terminal sends it to the launcher and to us, and the launcher to us as well.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new Error('Stopped before the end.'));
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return await run(interruption.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
