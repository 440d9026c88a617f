import type { ComponentChildren } from 'preact';
import type { Failure as CallFailure, OperationId, TransferFailure } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { counted, docsOf, inLanguages, type Language } from '../language/language.ts';
import { Notice } from './notice.tsx';

/** A call or a transfer that did not succeed. */
export type AnyFailed = {
  ok: false;
  status: number;
  error: CallFailure<OperationId> | TransferFailure;
  requestId?: string | undefined;
};

const seconds = (language: Language, count: number) =>
  counted(
    language,
    count,
    language === 'uk'
      ? { one: 'секунду', few: 'секунди', many: 'секунд', other: 'секунди' }
      : { one: 'second', other: 'seconds' },
  );

const texts = inLanguages(
  {
    network: ['Немає зв’язку з реєстром', 'Перевірте з’єднання з інтернетом. Введене збережено.'],
    timeout: ['Реєстр довго не відповідає', 'Спробуйте ще раз. Введене збережено.'],
    tokens: ['Сеанс завершено', 'Увійдіть знову. Введене збережено.'],
    forbidden: ['Вам цього не дозволено', 'Дозволи дає власник закладу або оператор реєстру.'],
    missing: ['Цього немає в реєстрі', 'Можливо, запис щойно змінили або адреса неповна.'],
    busy: ['Реєстр зараз перевантажений', 'Введене збережено.'],
    broken: ['Реєстр відповів помилкою', 'Це помилка реєстру, не ваша. Введене збережено.'],
    refused: ['Реєстр відмовив', ''],
    wait: (time: string) => `Спробуйте ще раз за ${time}.`,
    later: 'Спробуйте ще раз за хвилину.',
    answer: 'Відповідь реєстру:',
    request: 'Номер запиту для оператора:',
    again: 'Спробувати ще раз',
  },
  {
    network: ['No connection to the registry', 'Check your internet connection. What you typed is kept.'],
    timeout: ['The registry takes too long to answer', 'Try again. What you typed is kept.'],
    tokens: ['Your session has ended', 'Sign in again. What you typed is kept.'],
    forbidden: ['You may not do this', 'The owner of the clinic or an operator of the registry grants it.'],
    missing: [
      'There is no such thing in the registry',
      'It may just have been changed, or the address is incomplete.',
    ],
    busy: ['The registry is overloaded now', 'What you typed is kept.'],
    broken: [
      'The registry answered with an error',
      'It is the registry’s mistake, not yours. What you typed is kept.',
    ],
    refused: ['The registry refused', ''],
    wait: (time: string) => `Try again in ${time}.`,
    later: 'Try again in a minute.',
    answer: 'Answer of the registry:',
    request: 'Number of the request, for an operator:',
    again: 'Try again',
  },
);

type FailureProps = {
  failed: AnyFailed;
  again?: () => void;
  /** What could not be done, in place of what happened. */
  title?: string;
  /** What else is to be known. */
  children?: ComponentChildren;
};

/** What happened, and what to do next. */
export function Failure({ failed, again, title, children }: FailureProps) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  const { error, requestId } = failed;
  const kind = kindOf(failed);
  const [what, then] = words[kind] as [string, string];
  const retryAfter = 'retryAfterSeconds' in error ? error.retryAfterSeconds : undefined;
  return (
    <Notice kind={kind === 'busy' || kind === 'network' ? 'warn' : 'bad'} title={title ?? what} isAlert>
      {title !== undefined && <p>{what}.</p>}
      {then !== '' && <p>{then}</p>}
      {kind === 'busy' && (
        <p>{retryAfter === undefined ? words.later : words.wait(seconds(settings.language, retryAfter))}</p>
      )}
      {children}
      <Literal failed={failed} />
      {kind === 'broken' && requestId !== undefined && (
        <p>
          {words.request} <code>{requestId}</code>
        </p>
      )}
      {again !== undefined && kind !== 'forbidden' && kind !== 'tokens' && (
        <p>
          <button type="button" class="link" onClick={again}>
            {words.again}
          </button>
        </p>
      )}
    </Notice>
  );
}

/** The text of the contract, which leads to the page that explains it. */
export function Literal({ failed: { error } }: { failed: AnyFailed }) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  if (error.kind !== 'refused' || error.message === '') return null;
  const { code, message } = error;
  return (
    <p>
      {words.answer}{' '}
      {code === undefined ? (
        <q lang="en">{message}</q>
      ) : (
        <a href={docsOf(settings.language, `errors/${code}`)} target="_blank" rel="noreferrer" lang="en">
          {message}
        </a>
      )}
    </p>
  );
}

type Kind = 'network' | 'timeout' | 'tokens' | 'forbidden' | 'missing' | 'busy' | 'broken' | 'refused';

function kindOf({ status, error }: AnyFailed): Kind {
  if (error.kind === 'network' || error.kind === 'aborted') return 'network';
  if (error.kind === 'timeout') return 'timeout';
  if (error.kind === 'tokens') return error.cause?.kind === 'network' ? 'network' : 'tokens';
  if (error.kind !== 'refused' || status === 500) return status === 503 ? 'busy' : 'broken';
  if (status === 401) return 'tokens';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  // The first request with this key is still at work: the same question later gets its answer.
  if (error.code === 'idempotency-key-in-use') return 'busy';
  if (status === 429 || status === 503) return 'busy';
  return 'refused';
}
