import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OperationId, Result, Success } from '#client';
import { type AnyFailed, Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

/** What was asked of the registry, as far as it has come. While it is asked again, what came last stays. */
export type Asked<Value> = {
  value: Value | undefined;
  failed: AnyFailed | undefined;
  isLoading: boolean;
  /** Asks once more. */
  again(): void;
};

/**
 * Asks when it is first shown, and whenever what it depends on is another. An answer that comes after the next question
 * is dropped.
 * @param ask undefined: there is nothing to ask yet
 */
export function useAsked<Id extends OperationId>(
  ask: ((signal: AbortSignal) => Promise<Result<Id>>) | undefined,
  dependencies: readonly unknown[],
): Asked<Success<Id>> {
  const [state, setState] = useState<Omit<Asked<Success<Id>>, 'again'>>({
    value: undefined,
    failed: undefined,
    isLoading: true,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (ask === undefined) return;
    const ending = new AbortController();
    setState(({ value }) => ({ value, failed: undefined, isLoading: true }));
    void ask(ending.signal).then((result) => {
      if (ending.signal.aborted) return;
      if (result.ok) setState({ value: result as Success<Id>, failed: undefined, isLoading: false });
      else setState(({ value }) => ({ value, failed: result as AnyFailed, isLoading: false }));
    });
    return () => ending.abort();
  }, [...dependencies, turn]);
  return { ...state, again: () => setTurn((before) => before + 1) };
}

/** Several questions to the same method, asked at once: all answers, or the first failure. */
export function useAskedAll<Id extends OperationId>(
  asks: readonly ((signal: AbortSignal) => Promise<Result<Id>>)[],
  dependencies: readonly unknown[],
): Asked<readonly Success<Id>[]> {
  const asked = useAsked(async (signal) => {
    const results = await Promise.all(asks.map((ask) => ask(signal)));
    return results.find(({ ok }) => !ok) ?? ({ ok: true, results } as unknown as Result<Id>);
  }, dependencies);
  const value = asked.value as { results: readonly Success<Id>[] } | undefined;
  return { ...asked, value: value?.results };
}

/** Shows what has come; why it has not; or that it is coming. */
export function Shown<Value>({
  of,
  children,
}: {
  of: Asked<Value>;
  children: (value: Value) => ComponentChildren;
}) {
  const { value, failed, isLoading, again } = of;
  return (
    <>
      {failed !== undefined && <Failure failed={failed} again={again} />}
      {value !== undefined ? children(value) : isLoading && <Loading />}
    </>
  );
}
