import { useRef, useState } from 'preact/hooks';
import type { ApiDocument, Method } from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import { useDraft } from '../parts/draft.ts';
import { Notice } from '../parts/notice.tsx';
import { AnswerView } from './answer.tsx';
import { Calls } from './calls.tsx';
import { type Exchanged, exchange } from './exchange.ts';
import { Body, type BodyDraft, Fields, IdempotencyKey } from './fields.tsx';
import { tryTexts } from './texts.ts';
import {
  bodyFrom,
  type Example,
  hasBody,
  type Prepared,
  type Problem,
  prepared,
  problemsOf,
  type Typed,
  typedFrom,
} from './typed.ts';

/** They change nothing, though they are no GET. */
const QUESTIONS = ['validateLicense', 'introspectToken'];
const VALIDATION = { of: 'createLicense', path: '/api/licenses/validation' };

type TrialProps = { document: ApiDocument; method: Method; example: Example | undefined };

/** The request as it is filled in, and beside it what came back. */
export function Trial({ document, method, example }: TrialProps) {
  const { settings } = useConsole();
  const words = useTexts(tryTexts);
  const [typed, setTyped] = useState(() => typedFrom(document, method, example));
  const draft = useBody(method, example);
  const request = prepared(document, method, typed, draft.fields.body);
  const { operationId } = method.operation;
  const isReal = method.method !== 'GET' && !QUESTIONS.includes(operationId);
  const { came, isRunning, reasons, clear, send } = useExchange(request, typed, isReal);
  const type = (changed: Partial<Typed>) => {
    setTyped({ ...typed, ...changed });
    clear();
  };
  const change = (values: Record<string, string>) => type({ values: { ...typed.values, ...values } });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send(request);
  };
  return (
    <div class="trial">
      <form noValidate aria-labelledby="request" onSubmit={submit}>
        <h2 id="request">{words.request}</h2>
        <Fields document={document} method={method} typed={typed} type={type} change={change} />
        {hasBody(method) && <Body draft={draft} onInput={clear} />}
        <IdempotencyKey typed={typed} change={change} />
        {isReal && settings.environment === 'demo' && <p class="quiet">{words.realDemo}</p>}
        {reasons && <Reasons key={reasons.texts.join()} reasons={reasons} />}
        <div class="actions">
          <button type="submit" class="button" aria-disabled={isRunning || undefined}>
            {isRunning ? words.sending : words.send}
          </button>
          {operationId === VALIDATION.of && (
            <button
              type="button"
              class="button second"
              onClick={() => void send(withoutKey({ ...request, path: VALIDATION.path }))}
            >
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
}

/** Why it was not sent at once; `insist` sends it nevertheless, where a browser can. */
type Reasons = { texts: string[]; insist: (() => void) | undefined };

/** @param isReal whether what is sent changes something: outside of the demo that is asked first */
function useExchange(request: Prepared, typed: Typed, isReal: boolean) {
  const { settings, session } = useConsole();
  const words = useTexts(tryTexts);
  const [reasons, setReasons] = useState<Reasons>();
  const [came, setCame] = useState<Exchanged>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  const go = async (sent: Prepared) => {
    if (running.current) return;
    setReasons(undefined);
    running.current = true;
    setRunning(true);
    setCame(await exchange({ client: session.client, apiKey: settings.apiKey }, sent, typed));
    running.current = false;
    setRunning(false);
  };
  const send = async (sent: Prepared) => {
    const problems = problemsOf(typed, sent);
    const asksFirst = isReal && sent === request && settings.environment !== 'demo';
    const texts = [...problems.map(problemText), ...(asksFirst ? [words.real] : [])];
    const isFinal = problems.some(({ kind }) => kind === 'header');
    if (texts.length === 0) return go(sent);
    setReasons({ texts, insist: isFinal ? undefined : () => void go(sent) });
  };
  return { came, isRunning, reasons, clear: () => setReasons(undefined), send };

  function problemText(problem: Problem): string {
    if (problem.kind === 'path') return words.emptyPath(problem.name);
    if (problem.kind === 'header') return words.unsendable(problem.name);
    const { line, column, expected } = problem.mistake;
    return `${words.mistake(line, column)} ${words.expected[expected]}`;
  }
}

function Reasons({ reasons: { texts, insist } }: { reasons: Reasons }) {
  const words = useTexts(tryTexts);
  return (
    <Notice kind="warn" title={words.wait} isAlert>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {insist && (
        <p>
          <button type="button" class="link" onClick={insist}>
            {words.sendAnyway}
          </button>
        </p>
      )}
    </Notice>
  );
}

/** To ask is not to do: the key stays good for what is done. */
const withoutKey = <Of extends { headers: Record<string, string> }>(request: Of): Of => {
  const { 'X-Idempotency-Key': _, ...headers } = request.headers;
  return { ...request, headers };
};

/** Kept for the next visit, unless it may hold a secret: methods that ask for no token ask for one in the body. */
function useBody({ operation }: Method, example: Example | undefined): BodyDraft {
  const initial = { body: bodyFrom(example) };
  const kept = useDraft(`try.${operation.operationId}.${example?.code ?? ''}`, initial);
  const [fields, setFields] = useState(initial);
  if (operation['x-access'].scope !== null) return kept;
  const change = (changed: Partial<typeof initial>) => setFields({ ...fields, ...changed });
  return { fields, isRestored: false, change, forget: () => setFields(initial) };
}
