import { useRef, useState } from 'preact/hooks';
import type { OperationId, Result, Success } from '#client';
import { useConsole } from '../console.ts';
import type { AnyFailed } from './failure.tsx';
import { forget, keep, readKept } from './kept.ts';

export type Sending<Id extends OperationId> = {
  isRunning: boolean;
  failed: AnyFailed | undefined;
  /** An earlier request with this very content was sent, and nobody knows whether it arrived: sending it again repeats it. */
  isUnknown: boolean;
  /** @returns the answer, or undefined when it failed or is running already (a double click) */
  send(
    content: unknown,
    call: (idempotencyKey: string) => Promise<Result<Id>>,
  ): Promise<Success<Id> | undefined>;
  /** Forgets why it failed: the person changes something. */
  clear(): void;
  /** It is known otherwise what became of the request. */
  forget(): void;
};

/**
 * A request that changes something, made exactly once: its idempotency key is made here and kept before anything is sent, so
 * that after a reload, a lost answer or a second click the same content repeats the same request.
 * @param name of what is done, and to what
 */
export function useSending<Id extends OperationId>(name: string): Sending<Id> {
  const { identity } = useConsole().session;
  const running = useRef(false);
  const [isRunning, setRunning] = useState(false);
  const [failed, setFailed] = useState<AnyFailed>();
  const [isUnknown, setUnknown] = useState(() => readKept(identity, 'sent', name) !== undefined);
  return {
    isRunning,
    failed,
    isUnknown,
    async send(content, call) {
      if (running.current) return undefined;
      running.current = true;
      setRunning(true);
      setFailed(undefined);
      const text = JSON.stringify(content);
      const kept = readKept<{ key: string; text: string }>(identity, 'sent', name);
      const isRepeated = kept?.text === text;
      const key = isRepeated ? kept.key : crypto.randomUUID();
      keep(identity, 'sent', name, { key, text });
      const result = await call(key);
      running.current = false;
      setRunning(false);
      const isDecided = result.ok || isDecision(result as AnyFailed, isRepeated);
      if (isDecided) forget(identity, 'sent', name);
      setUnknown(!isDecided);
      if (result.ok) return result as Success<Id>;
      setFailed(result as AnyFailed);
      return undefined;
    },
    clear: () => setFailed(undefined),
    forget() {
      forget(identity, 'sent', name);
      setUnknown(false);
    },
  };
}

/** These are answered before anybody looks whether a request with this key came before. */
const UNREAD = [401, 403];

/**
 * A refusal says that nothing was written; no answer, 5xx and 429 leave it open or ask to come again. So does the refusal of a
 * repetition because the first request is still at work, or because of who asks: of the first it says nothing, and with
 * another key the next one would do the same twice.
 */
function isDecision({ status, error }: AnyFailed, isRepeated: boolean): boolean {
  if (status < 400 || status >= 500 || status === 429) return false;
  if (error.kind === 'refused' && error.code === 'idempotency-key-in-use') return false;
  return !(isRepeated && UNREAD.includes(status));
}
