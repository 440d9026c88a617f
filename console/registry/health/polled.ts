import { useEffect, useState } from 'preact/hooks';
import { getStatus } from '#client';
import { useConsole } from '../../console.ts';
import type { AnyFailed } from '../../parts/failure.tsx';
import { type Sample, SHOWN_MS } from './rates.ts';

export const EVERY_MS = 5_000;
/** Before the next question is due, this one has failed. */
const PATIENCE_MS = 4_500;

export type Polled = {
  samples: readonly Sample[];
  /** Why the last question has no answer. */
  failed: AnyFailed | undefined;
};

/** Asks how the registry is, again and again while somebody looks; a page in another tab asks nothing. */
export function usePolledStatus(): Polled {
  const { client } = useConsole().session;
  const [polled, setPolled] = useState<Polled>({ samples: [], failed: undefined });
  useEffect(() => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    async function ask(): Promise<void> {
      clearTimeout(timer);
      if (document.hidden || isAsking) return;
      isAsking = true;
      const result = await getStatus(client, { signal: ending.signal, timeoutMs: PATIENCE_MS });
      isAsking = false;
      if (ending.signal.aborted) return;
      if (result.ok) setPolled(({ samples }) => withAnswer(samples, result.data));
      else setPolled(({ samples }) => ({ samples, failed: result as AnyFailed }));
      // A session that has ended does not come back by asking.
      if (result.ok || result.error.kind !== 'tokens') timer = setTimeout(ask, EVERY_MS);
    }
    const onVisible = () => void ask();
    document.addEventListener('visibilitychange', onVisible);
    void ask();
    return () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, []);
  return polled;
}

function withAnswer(samples: readonly Sample[], status: Sample['status']): Polled {
  const atMs = performance.now();
  const recent = samples.filter((sample) => sample.atMs >= atMs - SHOWN_MS);
  return { samples: [...recent, { atMs, status }], failed: undefined };
}
