import { useRef, useState } from 'preact/hooks';
import type { ApiDocument, Method } from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import { useDraft } from '../parts/draft.ts';
import { Notice } from '../parts/notice.tsx';
import { AnswerView } from './answer.tsx';
import { Calls } from './calls.tsx';
import { type Exchanged, exchange } from './exchange.ts';
import { Body, Fields, IdempotencyKey } from './fields.tsx';
import { tryTexts } from './texts.ts';
import { bodyFrom, type Example, hasBody, type Problem, prepared, problemsOf, typedFrom } from './typed.ts';

/** They change nothing, though they are no GET. */
const QUESTIONS = ['validateLicense', 'introspectToken'];
const VALIDATION = { of: 'createLicense', path: '/api/licenses/validation' };

type TrialProps = { document: ApiDocument; method: Method; example: Example | undefined };

/** The request as it is filled in, and beside it what came back. */
export function Trial({ document, method, example }: TrialProps) {
  const { settings, session } = useConsole();
  const words = useTexts(tryTexts);
  const { operationId } = method.operation;
  const [typed, setTyped] = useState(() => typedFrom(document, method, example));
  const draft = useBody(method, example);
  const [reasons, setReasons] = useState<{ texts: string[]; isCheck: boolean; isFinal: boolean }>();
  const [came, setCame] = useState<Exchanged>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  const request = prepared(document, method, typed, draft.body);
  const isReal = method.method !== 'GET' && !QUESTIONS.includes(operationId);
  const change = (values: Record<string, string>) => {
    setTyped({ ...typed, values: { ...typed.values, ...values } });
    setReasons(undefined);
  };
  const send = async (isCheck: boolean, isInsisted = false) => {
    if (running.current) return;
    const problems = problemsOf(typed, request);
    const asksFirst = isReal && !isCheck && settings.environment !== 'demo';
    const texts = [...problems.map(problemText), ...(asksFirst ? [words.real] : [])];
    const isFinal = problems.some(({ kind }) => kind === 'header');
    if (texts.length > 0 && (!isInsisted || isFinal)) return setReasons({ texts, isCheck, isFinal });
    setReasons(undefined);
    running.current = true;
    setRunning(true);
    const sent = isCheck ? withoutKey({ ...request, path: VALIDATION.path }) : request;
    setCame(await exchange({ client: session.client, apiKey: settings.apiKey }, sent, typed));
    running.current = false;
    setRunning(false);
  };
  return (
    <div class="trial">
      <form
        noValidate
        aria-labelledby="request"
        onSubmit={(event) => {
          event.preventDefault();
          void send(false);
        }}
      >
        <h2 id="request">{words.request}</h2>
        <Fields document={document} method={method} typed={typed} setTyped={setTyped} change={change} />
        {hasBody(method) && <Body draft={draft} onInput={() => setReasons(undefined)} />}
        <IdempotencyKey typed={typed} change={change} />
        {isReal && settings.environment === 'demo' && <p class="quiet">{words.realDemo}</p>}
        {reasons && (
          <Notice key={reasons.texts.join()} kind="warn" title={words.wait} isAlert>
            {reasons.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {!reasons.isFinal && (
              <p>
                <button type="button" class="link" onClick={() => void send(reasons.isCheck, true)}>
                  {words.sendAnyway}
                </button>
              </p>
            )}
          </Notice>
        )}
        <div class="actions">
          <button type="submit" class="button" aria-disabled={isRunning || undefined}>
            {isRunning ? words.sending : words.send}
          </button>
          {operationId === VALIDATION.of && (
            <button type="button" class="button second" onClick={() => void send(true)}>
              {words.validate}
            </button>
          )}
        </div>
      </form>
      <div>
        {came && <AnswerView document={document} method={method} came={came} />}
        <Calls document={document} method={method} request={request} credentials={typed} />
      </div>
    </div>
  );

  function problemText(problem: Problem): string {
    if (problem.kind === 'path') return words.emptyPath(problem.name);
    if (problem.kind === 'header') return words.unsendable(problem.name);
    const { line, column, expected } = problem.mistake;
    return `${words.mistake(line, column)} ${words.expected[expected]}`;
  }
}

/** To ask is not to do: the key stays good for what is done. */
const withoutKey = <Of extends { headers: Record<string, string> }>(request: Of): Of => {
  const { 'X-Idempotency-Key': _, ...headers } = request.headers;
  return { ...request, headers };
};

export type BodyDraft = { body: string; isRestored: boolean; set(body: string): void; restart(): void };

/** Kept for the next visit, unless it may hold a secret: methods that ask for no token ask for one in the body. */
function useBody({ operation }: Method, example: Example | undefined): BodyDraft {
  const initial = { body: bodyFrom(example) };
  const draft = useDraft(`try.${operation.operationId}.${example?.code ?? ''}`, initial);
  const [unkept, setUnkept] = useState(initial.body);
  if (operation['x-access'].scope === null)
    return { body: unkept, isRestored: false, set: setUnkept, restart: () => setUnkept(initial.body) };
  const { fields, isRestored, change, forget } = draft;
  return { body: fields.body, isRestored, set: (body) => change({ body }), restart: forget };
}
