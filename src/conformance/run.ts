import { callOnce } from './call.ts';
import { anchorOf, sectionOf } from './case.ts';
import type { Credentials } from './credentials.ts';
import { judgeStanding } from './judge-standing.ts';
import { currentDay } from './scene.ts';
import { castRoles, requireTarget, type Send } from './setup.ts';
import { CASES } from './table/table.ts';
import { type Run, tryCase } from './try-case.ts';
import { notApplicable, type Verdict } from './verdict.ts';

export type Report = {
  url: string;
  started_at: string;
  seconds: number;
  /** Why the run ended before its end. */
  stopped?: string;
  verdicts: Verdict[];
};

export type RunOptions = {
  /** Scheme, host and what stands before `/api`, without a slash at the end. */
  origin: string;
  credentials: Credentials;
  readOnly: boolean;
  /** Sections (`4.2`, or `4` with all in it), steps (`4.2-9`) and ids of cases; empty: all. */
  only: readonly string[];
  timeoutMs: number;
  /** The registry's time zone, and now. */
  timeZone: string;
  now(): Date;
  signal: AbortSignal;
  onVerdict?(verdict: Verdict, done: number, of: number): void;
};

/** After so many calls in a row without an answer the target is gone. */
const MAX_SILENT_CALLS = 3;
const MAX_RUN_MS = 15 * 60_000;

/**
 * Runs the table against an API, one case after the other.
 * @throws TargetError when nothing that may be the API answers
 */
export async function runConformance(options: RunOptions): Promise<Report> {
  const { origin, credentials, timeoutMs, signal, only } = options;
  const send: Send = (request) => callOnce(request, timeoutMs, signal);
  const startedAt = performance.now();
  const started_at = options.now().toISOString();
  await requireTarget(origin, send);
  const cast = await castRoles(origin, credentials, send, currentDay(options).toString());
  const secrets = secretsOf(credentials);
  const run: Run = {
    ...options,
    cast,
    send,
    secrets,
    standing: judgeStanding(origin, secrets),
    silentCalls: 0,
  };
  const verdicts: Verdict[] = [];
  const cases = CASES.filter(({ id }) => isAsked(id, only));
  let stopped: string | undefined;
  for (const each of cases) {
    stopped ??= reasonToStop(run, performance.now() - startedAt);
    const verdict =
      stopped === undefined ? await tryCase(each, run) : notApplicable(each, `not tried: ${stopped}`);
    verdicts.push(verdict);
    options.onVerdict?.(verdict, verdicts.length, cases.length);
  }
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  return {
    url: origin,
    started_at,
    seconds,
    ...(stopped === undefined ? {} : { stopped }),
    verdicts: [...verdicts, ...run.standing.verdicts()],
  };
}

function reasonToStop({ signal, silentCalls }: Run, elapsedMs: number): string | undefined {
  if (signal.aborted) return 'it was interrupted';
  if (silentCalls >= MAX_SILENT_CALLS) return `${MAX_SILENT_CALLS} calls in a row got no answer`;
  return elapsedMs > MAX_RUN_MS ? `it took more than ${MAX_RUN_MS / 60_000} minutes` : undefined;
}

/** Whether a case belongs to what was asked for. */
export const isAsked = (id: string, only: readonly string[]) =>
  only.length === 0 ||
  only.some((each) => id === each || anchorOf(id) === each || `${sectionOf(id)}.`.startsWith(`${each}.`));

/** As they were sent, and as an answer may write them. The longest first: one may begin with another. */
const secretsOf = ({ callers, spares }: Credentials) =>
  [...Object.values(callers), ...spares]
    .flatMap(({ token, apiKey }) => (apiKey === undefined ? [token] : [token, apiKey]))
    .flatMap((secret) => {
      const inJson = JSON.stringify(secret).slice(1, -1);
      return [secret, inJson, inJson.replaceAll('/', '\\/'), encodeURIComponent(secret)];
    })
    .sort((one, other) => other.length - one.length);
