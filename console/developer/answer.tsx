import { useEffect, useRef } from 'preact/hooks';
import { type ApiDocument, bodyText, headersThatMatter, type Method } from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import { numberText } from '../language/language.ts';
import { Notice } from '../parts/notice.tsx';
import { Tag } from '../parts/tag.tsx';
import { type Answer, type Exchanged, withCredentials } from './exchange.ts';
import { Meaning } from './meaning.tsx';
import { tryTexts } from './texts.ts';
import { bodyOf, headerOf } from './verdict.ts';

const HIDDEN = { token: '••••••••', key: '••••••••' };

/** What came back. It is in the memory of this page alone: a secret in it is seen this once. */
export function AnswerView({
  document,
  method,
  came,
}: {
  document: ApiDocument;
  method: Method;
  came: Exchanged;
}) {
  const { language } = useConsole().settings;
  const words = useTexts(tryTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [came]);
  const { answer, request, credentials } = came;
  const sent = withCredentials(request, credentials, HIDDEN);
  const lines = headersThatMatter(sent.headers).map(([name, value]) => `${name}: ${value}`);
  const overTheWire = [
    `${sent.method} ${sent.path}`,
    ...lines,
    ...(sent.body === undefined ? [] : ['', bodyText(sent.body)]),
  ];
  return (
    <section class="came" aria-labelledby="answer">
      <h2 id="answer" tabIndex={-1} ref={heading}>
        {words.answer}{' '}
        {answer && (
          <>
            <Tag kind={kindOf(answer.status)}>{String(answer.status)}</Tag>{' '}
            <small>{words.ms(numberText(language, answer.ms))}</small>
          </>
        )}
      </h2>
      {answer ? (
        <Came document={document} method={method} answer={answer} />
      ) : (
        <Notice kind="warn" title={words.none} isAlert>
          <p>{words.noneText}</p>
        </Notice>
      )}
      <details>
        <summary>{words.sent}</summary>
        <pre>{overTheWire.join('\n')}</pre>
        <p class="quiet">{words.browser}</p>
      </details>
    </section>
  );
}

function Came({ document, method, answer }: { document: ApiDocument; method: Method; answer: Answer }) {
  const words = useTexts(tryTexts);
  const body = bodyOf(answer);
  return (
    <>
      {headerOf(answer, 'idempotent-replayed') !== undefined && <p>{words.replayed}</p>}
      <Meaning document={document} method={method} answer={answer} />
      {answer.text === '' ? (
        <p class="quiet">{words.emptyBody}</p>
      ) : (
        <pre class="long">{body === undefined ? answer.text : JSON.stringify(body, null, 2)}</pre>
      )}
      {body !== undefined && (
        <details>
          <summary>{words.raw}</summary>
          <pre class="long">{answer.text}</pre>
        </details>
      )}
      <details>
        <summary>{words.answerHeaders}</summary>
        <pre>{answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}</pre>
      </details>
    </>
  );
}

const kindOf = (status: number) => (status < 400 ? 'good' : status < 500 ? 'warn' : 'bad');
