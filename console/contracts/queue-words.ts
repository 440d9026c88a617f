import type { TransferFailed } from '#client';
import { inLanguages } from '../language/language.ts';
import type { Step } from './queue.ts';

/** Why a file will not be sent. Of a name: what is in it. */
export const unfit = inLanguages<Record<(Step & { kind: 'unfit' })['why'], string>>(
  {
    empty: 'У файлу немає назви.',
    half: 'У назві є пів символу.',
    control: 'У назві є невидимий керівний символ.',
    bidi: 'У назві є прихований символ, що змінює порядок літер.',
    backslash: 'У назві є зворотна скісна риска «\\».',
    path: 'Назва веде до іншої папки.',
    lookAlike: 'У назві є символ, схожий на скісну риску.',
    long: 'Назва задовга.',
    large: 'Сховище приймає файли до 5 ГБ: розділіть цей на частини.',
    unreadable: 'Файл не читається: це папка, або його щойно змінили чи перенесли. Виберіть його знову.',
  },
  {
    empty: 'The file has no name.',
    half: 'The name has half a character.',
    control: 'The name has an invisible control character.',
    bidi: 'The name has a hidden character that reorders letters.',
    backslash: 'The name has a backslash.',
    path: 'The name leads to another folder.',
    lookAlike: 'The name has a character that looks like a slash.',
    long: 'The name is too long.',
    large: 'The store takes files up to 5 GB: divide this one.',
    unreadable: 'The file cannot be read: it is a folder, or was just changed or moved. Choose it again.',
  },
);
export const rename = inLanguages(
  'Перейменуйте файл і виберіть його знову.',
  'Rename the file and choose it again.',
);

/** Why a file did not come through: what happened, and what to do. */
type Reason = readonly [what: string, then: string];

const texts = inLanguages(
  {
    aborted: ['Скасовано', 'Файл не завантажено.'],
    offline: ['Немає інтернету', 'Коли він з’явиться, спробуйте ще раз: файл буде завантажено від початку.'],
    network: [
      'З’єднання перервалося',
      'Перевірте інтернет і спробуйте ще раз. Якщо він є, сховище не відповідає: повідомте оператора.',
    ],
    timeout: ['Сховище замовкло', 'Спробуйте ще раз. Якщо не допоможе, повідомте оператора.'],
    tokens: [
      'Сеанс завершено',
      'Увійдіть у новій вкладці, поверніться сюди й спробуйте ще раз: файл чекає тут.',
    ],
    mismatch: ['Файл пошкодився дорогою', 'Контрольні суми різні. Спробуйте ще раз.'],
    link: ['Сховище не прийняло посилання', 'Нове посилання теж не допомогло. Повідомте оператора.'],
    away: ['Сховище зараз не працює', 'Спробуйте ще раз за хвилину.'],
    gone: ['Цього файлу вже немає в папці', 'Перезавантажте сторінку, щоб побачити, що в ній є.'],
    store: ['Сховище відмовило', 'Повідомте оператора.'],
    busy: ['Реєстр зараз не дає посилань', 'Спробуйте ще раз за хвилину.'],
    forbidden: ['Вам цього не дозволено', 'Попросіть оператора реєстру про дозвіл private_contracts:write.'],
    name: ['Реєстр не приймає такої назви', 'Перейменуйте файл і виберіть його знову.'],
    refused: ['Реєстр відмовив', 'Спробуйте ще раз. Якщо не допоможе, повідомте оператора.'],
  },
  {
    aborted: ['Cancelled', 'The file was not uploaded.'],
    offline: ['No internet', 'When it is back, try again: the file is uploaded from its beginning.'],
    network: [
      'The connection broke',
      'Check your internet and try again. If it works, the store does not answer: tell an operator.',
    ],
    timeout: ['The store fell silent', 'Try again. If that does not help, tell an operator.'],
    tokens: [
      'Your session has ended',
      'Sign in in a new tab, come back here and try again: the file waits here.',
    ],
    mismatch: ['The file was damaged on its way', 'The checksums differ. Try again.'],
    link: ['The store did not take the link', 'A new link did not help either. Tell an operator.'],
    away: ['The store does not work now', 'Try again in a minute.'],
    gone: ['This file is no longer in the folder', 'Reload the page to see what is.'],
    store: ['The store refused', 'Tell an operator.'],
    busy: ['The registry gives no links now', 'Try again in a minute.'],
    forbidden: [
      'You may not do this',
      'Ask an operator of the registry for the scope private_contracts:write.',
    ],
    name: ['The registry takes no such name', 'Rename the file and choose it again.'],
    refused: ['The registry refused', 'Try again. If that does not help, tell an operator.'],
  },
);
type Cause = keyof (typeof texts)['uk'];

export const reasonOf = (outcome: TransferFailed, language: 'uk' | 'en', isOnline: boolean): Reason =>
  texts[language][causeOf(outcome, isOnline)] as [string, string];

export function causeOf({ error, status }: TransferFailed, isOnline: boolean): Cause {
  if (error.kind === 'aborted' || error.kind === 'timeout' || error.kind === 'mismatch') return error.kind;
  if (error.kind === 'tokens' && error.cause?.kind !== 'network') return 'tokens';
  if (error.kind === 'network' || error.kind === 'tokens') return isOnline ? 'network' : 'offline';
  if (error.kind === 'store')
    return status === 403 ? 'link' : status === 404 ? 'gone' : status >= 500 ? 'away' : 'store';
  if (error.kind === 'unsendable' || status === 422) return 'name';
  if (status === 401) return 'tokens';
  if (status === 403) return 'forbidden';
  return status === 429 || status === 503 ? 'busy' : 'refused';
}
