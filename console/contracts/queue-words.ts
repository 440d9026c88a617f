import type { TransferFailed } from '#client';
import { inLanguages } from '../language/language.ts';
import type { Step } from './queue.ts';

/** Why a file is not in the folder: what happened, and what to do. */
export type Reason = readonly [what: string, then: string];

export const unfit = inLanguages<Record<(Step & { kind: 'unfit' })['why'], Reason>>(
  {
    empty: ['У файлу немає назви', 'Дайте йому назву й виберіть знову.'],
    half: ['Назву пошкоджено', 'У ній є половина символу. Перейменуйте файл і виберіть його знову.'],
    control: [
      'Назва не підходить',
      'У ній є невидимий керівний символ. Перейменуйте файл і виберіть його знову.',
    ],
    bidi: [
      'Назва не підходить',
      'У ній є прихований символ, що змінює порядок літер. Перейменуйте файл і виберіть його знову.',
    ],
    backslash: [
      'Назва не підходить',
      'У ній є зворотна скісна риска «\\». Перейменуйте файл і виберіть його знову.',
    ],
    path: ['Назва не підходить', 'Вона веде до іншої папки. Перейменуйте файл і виберіть його знову.'],
    lookAlike: [
      'Назва не підходить',
      'У ній є символ, схожий на скісну риску. Перейменуйте файл і виберіть його знову.',
    ],
    long: ['Назва задовга', 'Скоротіть її до 500 літер і виберіть файл знову.'],
    large: ['Файл завеликий', 'Сховище приймає файли до 5 ГБ. Розділіть його на частини.'],
    unreadable: [
      'Файл не читається',
      'Можливо, це папка або файл щойно змінили чи перенесли. Виберіть його знову.',
    ],
  },
  {
    empty: ['The file has no name', 'Give it one and choose it again.'],
    half: ['The name is broken', 'It has half a character. Rename the file and choose it again.'],
    control: [
      'The name cannot be used',
      'It has an invisible control character. Rename the file and choose it again.',
    ],
    bidi: [
      'The name cannot be used',
      'It has a hidden character that reorders letters. Rename the file and choose it again.',
    ],
    backslash: ['The name cannot be used', 'It has a backslash. Rename the file and choose it again.'],
    path: ['The name cannot be used', 'It leads to another folder. Rename the file and choose it again.'],
    lookAlike: [
      'The name cannot be used',
      'It has a character that looks like a slash. Rename the file and choose it again.',
    ],
    long: ['The name is too long', 'Shorten it to 500 letters and choose the file again.'],
    large: ['The file is too large', 'The store takes files up to 5 GB. Divide it into parts.'],
    unreadable: [
      'The file cannot be read',
      'It may be a folder, or was just changed or moved. Choose it again.',
    ],
  },
);

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
  if (error.kind === 'store') return status === 403 ? 'link' : status >= 500 ? 'away' : 'store';
  if (error.kind === 'unsendable' || status === 422) return 'name';
  if (status === 401) return 'tokens';
  if (status === 403) return 'forbidden';
  return status === 429 || status >= 500 ? 'busy' : 'refused';
}
