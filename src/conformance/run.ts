import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, callOnce, isAnswer, type NoAnswer, type OutgoingRequest } from './call.ts';
import { type Case, type Extra, type Scene, type StandingCase, sectionOf } from './case.ts';
import type { Caller, Credentials } from './credentials.ts';
import { judge } from './judge.ts';
import { maskedText, type ShownExchange, shownExchange } from './masked.ts';
import { outgoing } from './outgoing.ts';
import { needOf, type Role } from './roles.ts';
import { type Cast, castRoles, requireTarget, type Send, takeSpare } from './setup.ts';
import { standingCases } from './table/standing.ts';
import { CASES } from './table/table.ts';

export type Verdict = {
  id: string;
  sentence: string;
  uk: string;
  status: 'held' | 'broken' | 'not_applicable';
  /** What is wrong, or what is missing. */
  why?: string;
  /** Of a broken sentence. */
  exchange?: ShownExchange;
};

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
  /** Sections (`4.2`, or `4` with all in it) and ids of cases; empty: all. */
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

type Run = RunOptions & {
  cast: Cast;
  secrets: string[];
  name: string;
  silentCalls: number;
  answers: Exchange[];
};
type Exchange = { request: OutgoingRequest; answer: Answer };

/**
 * Runs the table against an API, one case after the other.
 * @throws TargetError when nothing that may be the API answers
 */
export async function runConformance(options: RunOptions): Promise<Report> {
  const { origin, credentials, timeoutMs, signal } = options;
  const send: Send = (request) => callOnce(request, timeoutMs, signal);
  const startedAt = performance.now();
  const started_at = options.now().toISOString();
  await requireTarget(origin, send);
  const cast = await castRoles(origin, credentials, send);
  const run: Run = {
    ...options,
    cast,
    secrets: secretsOf(credentials),
    name: randomBytes(6).toString('hex'),
    silentCalls: 0,
    answers: [],
  };
  const verdicts: Verdict[] = [];
  const cases = CASES.filter(({ id }) => isAsked(id, options.only));
  let stopped: string | undefined;
  for (const each of cases) {
    if (signal.aborted) stopped ??= 'it was interrupted';
    else if (run.silentCalls >= MAX_SILENT_CALLS)
      stopped ??= `${MAX_SILENT_CALLS} calls in a row got no answer`;
    else if (performance.now() - startedAt > MAX_RUN_MS)
      stopped ??= `it took more than ${MAX_RUN_MS / 60_000} minutes`;
    const verdict: Verdict =
      stopped === undefined ? await tryCase(each, run, send) : notApplicable(each, `not tried: ${stopped}`);
    verdicts.push(verdict);
    options.onVerdict?.(verdict, verdicts.length, cases.length);
  }
  verdicts.push(...standingVerdicts(run));
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  return { url: origin, started_at, seconds, ...(stopped === undefined ? {} : { stopped }), verdicts };
}

export const isAsked = (id: string, only: readonly string[]) =>
  only.length === 0 || only.some((each) => id === each || `${sectionOf(id)}.`.startsWith(`${each}.`));

const secretsOf = ({ callers, spares }: Credentials) =>
  [...Object.values(callers), ...spares].flatMap(({ token, apiKey }) =>
    apiKey === undefined ? [token] : [token, apiKey],
  );

const notApplicable = ({ id, sentence, uk }: Case, why: string): Verdict => ({
  id,
  sentence,
  uk,
  status: 'not_applicable',
  why,
});

async function tryCase(tried: Case, run: Run, send: Send): Promise<Verdict> {
  const { cast, readOnly, origin } = run;
  const requests = tried.steps.map(({ request }) => request);
  if (readOnly && requests.some(({ method }) => method !== 'GET' && method !== 'HEAD'))
    return notApplicable(tried, 'not tried: --read-only, and a faulty API could write');
  const roles = new Set(requests.flatMap(({ as }) => as ?? []));
  if (roles.has('spare')) {
    const spare = await takeSpare(origin, cast, send);
    if (spare === undefined) cast.callers.delete('spare');
    else cast.callers.set('spare', spare);
  }
  const missing = missingFor(tried, [...roles], cast);
  if (missing !== undefined) return notApplicable(tried, missing);
  const verdict = await trySteps(tried, run, send);
  return verdict;
}

function missingFor({ needs = [] }: Case, roles: readonly Role[], cast: Cast): string | undefined {
  for (const role of roles) {
    if (cast.callers.has(role)) continue;
    const refused = cast.refused.get(role);
    return `needs ${needOf(role)} (\`${role}\`)${refused === undefined ? '' : `: ${refused}`}`;
  }
  return needs.map((need) => missingLicense(need, cast)).find((each) => each !== undefined);
}

function missingLicense(need: Extra, cast: Cast): string | undefined {
  if (need === 'inactive-license')
    return cast.inactiveLicense === undefined
      ? 'needs the id of an inactive licence (`inactive_license`)'
      : undefined;
  const [kind, role] = need.split(':') as ['additional' | 'primary', Role];
  const found = cast.licenses.get(role)?.some(({ is_primary }) => is_primary === (kind === 'primary'));
  return found ? undefined : `needs ${needOf(role)} (\`${role}\`): it lists no ${kind} licence`;
}

async function trySteps(tried: Case, run: Run, send: Send): Promise<Verdict> {
  const { id, sentence, uk } = tried;
  const answers: Answer[] = [];
  const scene = sceneOf(run, answers);
  const broken = (why: string, request: OutgoingRequest, result: Answer | NoAnswer): Verdict => ({
    id,
    sentence,
    uk,
    status: 'broken',
    why: maskedText(why, run.secrets),
    exchange: shownExchange(request, result, run.secrets),
  });
  for (const { request: sent, expected } of tried.steps) {
    const caller = sent.as === undefined ? undefined : run.cast.callers.get(sent.as);
    const request = outgoing(sent, scene, caller);
    if (!URL.canParse(request.url))
      return broken('the link that was given is no URL', request, { failure: 'not called' });
    const results = await Promise.all(Array.from({ length: sent.times ?? 1 }, () => send(request)));
    const silent = results.find((result) => !isAnswer(result));
    run.silentCalls = silent === undefined ? 0 : run.silentCalls + 1;
    if (silent !== undefined) return broken((silent as NoAnswer).failure, request, silent);
    const got = results as Answer[];
    run.answers.push(...got.map((answer) => ({ request, answer })));
    replaceUsed(sent.as, request, got, run.cast);
    const why = judge(expected, got, scene);
    if (why !== undefined) return broken(why, request, got[0] as Answer);
    answers.push(got[0] as Answer);
  }
  return { id, sentence, uk, status: 'held' };
}

/** A faulty API has created what had to be refused: the next cases need another clinic that has none. */
function replaceUsed(
  role: Role | undefined,
  { method }: OutgoingRequest,
  answers: readonly Answer[],
  cast: Cast,
): void {
  if (role !== 'fresh' || method !== 'POST' || !answers.some(({ status }) => status === 201)) return;
  const next = cast.spares.pop();
  if (next === undefined) cast.callers.delete('fresh');
  else cast.callers.set('fresh', next);
}

function sceneOf({ origin, cast, now, timeZone, name }: Run, answers: readonly Answer[]): Scene {
  const today = Temporal.Instant.fromEpochMilliseconds(now().getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return {
    origin,
    today: today.toString(),
    yesterday: today.subtract({ days: 1 }).toString(),
    tomorrow: today.add({ days: 1 }).toString(),
    answers,
    unique: `conformance-${name}-${randomBytes(6).toString('hex')}`,
    uuid: randomUUID(),
    licenses: (role) => cast.licenses.get(role) ?? [],
    inactiveLicense: cast.inactiveLicense,
  };
}

/** The sentences about every answer, by what was answered. */
function standingVerdicts({ answers, origin, secrets, only }: Run): Verdict[] {
  const judgeAll = ({ id, sentence, uk, judge: judgeOne }: StandingCase): Verdict => {
    if (answers.length === 0)
      return { id, sentence, uk, status: 'not_applicable', why: 'nothing was answered' };
    for (const { request, answer } of answers) {
      const why = judgeOne(answer, origin);
      if (why !== undefined)
        return {
          id,
          sentence,
          uk,
          status: 'broken',
          why: maskedText(why, secrets),
          exchange: shownExchange(request, answer, secrets),
        };
    }
    return { id, sentence, uk, status: 'held' };
  };
  return standingCases.filter(({ id }) => isAsked(id, only) || answers.length > 0).map(judgeAll);
}

export type { Caller };
