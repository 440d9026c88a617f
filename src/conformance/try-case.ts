import { type Answer, isAnswer, type NoAnswer, type OutgoingRequest } from './call.ts';
import type { Case, Extra, Scene, SentRequest } from './case.ts';
import type { Caller } from './credentials.ts';
import { judge } from './judge.ts';
import type { judgeStanding } from './judge-standing.ts';
import { outgoing } from './outgoing.ts';
import { fileNameOf, needOf, type Role } from './roles.ts';
import { type Stage, sceneOf } from './scene.ts';
import { type Cast, type Send, takeSpare } from './setup.ts';
import { broken, held, notApplicable, type Verdict } from './verdict.ts';

/** What the cases of a run have in common. */
export type Run = Stage & {
  readOnly: boolean;
  signal: AbortSignal;
  send: Send;
  secrets: readonly string[];
  standing: ReturnType<typeof judgeStanding>;
  /** In a row, the last ones. */
  silentCalls: number;
};

/** One case, if whom it needs is there. */
export async function tryCase(tried: Case, run: Run): Promise<Verdict> {
  const { cast, readOnly, origin, send } = run;
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
  const verdict = await trySteps(tried, run);
  // A call that was cut off is nobody's fault.
  return run.signal.aborted ? notApplicable(tried, 'not tried: it was interrupted') : verdict;
}

function missingFor({ needs = [] }: Case, roles: readonly Role[], cast: Cast): string | undefined {
  for (const role of roles) {
    if (cast.callers.has(role)) continue;
    const refused = cast.refused.get(role);
    return `needs ${needOf(role)} (\`${fileNameOf(role)}\`)${refused === undefined ? '' : `: ${refused}`}`;
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
  return found ? undefined : `needs ${needOf(role)} (\`${fileNameOf(role)}\`): it lists no ${kind} licence`;
}

async function trySteps(tried: Case, run: Run): Promise<Verdict> {
  const answers: Answer[] = [];
  const scene = sceneOf(run, answers);
  let last: { request: OutgoingRequest; result: Answer | NoAnswer } | undefined;
  for (const { request: sent, expected } of tried.steps) {
    const caller = sent.as === undefined ? undefined : run.cast.callers.get(sent.as);
    const request = nextRequest(sent, scene, caller);
    if (request === undefined)
      return broken(tried, NOTHING_TO_SEND, last as NonNullable<typeof last>, run.secrets);
    const results = await Promise.all(Array.from({ length: sent.times ?? 1 }, () => run.send(request)));
    const silent = results.find((result) => !isAnswer(result)) as NoAnswer | undefined;
    run.silentCalls = silent === undefined ? 0 : run.silentCalls + 1;
    if (silent !== undefined) return broken(tried, silent.failure, { request, result: silent }, run.secrets);
    const got = results as Answer[];
    for (const answer of got) run.standing.note(request, answer);
    replaceUsed(sent.as, request, got, run.cast);
    last = { request, result: got[0] as Answer };
    const why = judge(expected, got, scene);
    if (why !== undefined) return broken(tried, why, last, run.secrets);
    answers.push(got[0] as Answer);
  }
  return held(tried);
}

const NOTHING_TO_SEND = 'this answer has not what the next request is made of: a link, a licence, a tag';

/** Undefined where an answer before has not what the request is made of; the first of a case is always made. */
function nextRequest(
  sent: SentRequest,
  scene: Scene,
  caller: Caller | undefined,
): OutgoingRequest | undefined {
  try {
    const request = outgoing(sent, scene, caller);
    return /^https?:\/\/[^/]+\//.test(request.url) && URL.canParse(request.url) ? request : undefined;
  } catch (error) {
    if (error instanceof TypeError && scene.answers.length > 0) return undefined;
    throw error;
  }
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
