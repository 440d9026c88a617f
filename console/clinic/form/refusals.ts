import type { RefusalCode, Schemas } from '#client';
import { inLanguages, type Language } from '../../language/language.ts';
import type { AnyFailed } from '../../parts/failure.tsx';
import { type FieldName, isFieldName, type Problem } from './fields.ts';

/** Something to be mended, and where. */
/** `also`: the other field that it is about; another value there may mend it as well. */
export type Mistake = { name?: FieldName; also?: FieldName; text: string };

/** What `Failure` has words for, whatever was asked. */
type General =
  | 'access-token-invalid'
  | 'scope-missing'
  | 'too-many-requests'
  | 'internal-error'
  | 'service-unavailable';
export type FormRefusal = Exclude<RefusalCode<'createLicense' | 'updateLicense'>, General>;

const OURS = {
  uk: 'Сторінка надіслала запит не в тому вигляді. Це наша помилка, не ваша: перезавантажте сторінку, введене збережено.',
  en: 'The page sent the request in a wrong form. It is our mistake, not yours: reload the page, what you typed is kept.',
};

/** What happened and what to do: every refusal of SPEC 4.2 and 6, and of SPEC 2 as far as a form can meet it. */
export const refusals = inLanguages<Record<FormRefusal, string>>(
  {
    'malformed-request': OURS.uk,
    'accept-invalid': OURS.uk,
    'content-type-invalid': OURS.uk,
    'content-encoding-invalid': OURS.uk,
    'idempotency-key-invalid': OURS.uk,
    'idempotency-key-in-use':
      'Ваш попередній запит ще виконується. Зачекайте кілька секунд і надішліть ще раз: двічі нічого не запишеться.',
    'request-too-large': 'Тексту забагато. Скоротіть опис того, що дозволяє ліцензія.',
    'schema-invalid': 'Реєстр не прийняв того, що ви ввели.',
    'legal-entity-not-found': 'Вашого закладу немає в реєстрі. Напишіть оператору реєстру.',
    'legal-entity-not-active':
      'Заклад закрито або реорганізовано, тому його ліцензій не змінюють. Якщо це помилка, напишіть оператору реєстру.',
    'license-only-additional':
      'Тут додають лише додаткові ліцензії. Основна з’являється, коли заклад реєструють.',
    'license-type-mismatch': 'Вашому закладу не дозволено ліцензії цього типу. Виберіть інший тип.',
    'license-no-primary':
      'У закладу немає чинної основної ліцензії. Поновіть її там, де реєстрували заклад, а тоді надішліть цю форму ще раз: введене збережено.',
    'license-already-present':
      'Ліцензія цього типу у вас уже є, навіть якщо прострочена. Другої не додають: виправте ту, що є.',
    'license-issued-after-active':
      'Дата видачі пізніша за день, з якого ліцензія діє. Виправте одну з цих дат.',
    'license-active-after-expiry': 'Ліцензія спливає раніше, ніж починає діяти. Виправте одну з цих дат.',
    'license-expired':
      'Строк дії вже минув. Вкажіть сьогоднішню дату або пізнішу; якщо ліцензія безстрокова, залиште поле порожнім.',
    'license-not-found': 'Цієї ліцензії в реєстрі більше немає. Перегляньте перелік ліцензій.',
    'license-changed-meanwhile':
      'Поки ви вводили, цю ліцензію хтось змінив. Порівняйте обидва варіанти й виберіть, що залишити.',
    'license-only-additional-updated':
      'Основну ліцензію тут не виправляють: вона змінюється разом із реєстрацією закладу.',
    'license-not-to-primary': 'Додаткова ліцензія не може стати основною.',
    'license-foreign': 'Ця ліцензія належить іншому закладу. Перейдіть до нього й виправте її там.',
    'license-type-fixed': 'Тип ліцензії не змінюють. Якщо потрібен інший тип, додайте нову ліцензію.',
  },
  {
    'malformed-request': OURS.en,
    'accept-invalid': OURS.en,
    'content-type-invalid': OURS.en,
    'content-encoding-invalid': OURS.en,
    'idempotency-key-invalid': OURS.en,
    'idempotency-key-in-use':
      'Your last request is still being carried out. Wait a few seconds and send again: nothing is written twice.',
    'request-too-large': 'That is too much text. Shorten what the licence permits.',
    'schema-invalid': 'The registry did not take what you typed.',
    'legal-entity-not-found': 'Your clinic is not in the registry. Write to an operator of the registry.',
    'legal-entity-not-active':
      'The clinic is closed or reorganised, so its licences stay as they are. If that is a mistake, write to an operator of the registry.',
    'license-only-additional':
      'Only additional licences are added here. The primary one comes with the registration of the clinic.',
    'license-type-mismatch': 'Your clinic may not have a licence of this type. Choose another type.',
    'license-no-primary':
      'The clinic has no valid primary licence. Have it renewed where the clinic was registered, then send this form again: what you typed is kept.',
    'license-already-present':
      'You have a licence of this type, even if it has expired. There is no second one: correct the one you have.',
    'license-issued-after-active':
      'The day of issue is later than the day from which the licence is valid. Correct one of them.',
    'license-active-after-expiry': 'The licence expires before it becomes valid. Correct one of these dates.',
    'license-expired':
      'The licence has expired already. Give today’s date or a later one; if the licence never expires, leave the field empty.',
    'license-not-found': 'This licence is not in the registry any more. Look at the list of licences.',
    'license-changed-meanwhile':
      'Somebody changed this licence while you were typing. Compare both versions and choose what to keep.',
    'license-only-additional-updated':
      'The primary licence is not corrected here: it changes with the registration of the clinic.',
    'license-not-to-primary': 'An additional licence cannot become the primary one.',
    'license-foreign': 'This licence belongs to another clinic. Go to that one and correct it there.',
    'license-type-fixed':
      'The type of a licence does not change. If you need another type, add a new licence.',
  },
);

const PLACES: Partial<Record<FormRefusal, FieldName>> = {
  'request-too-large': 'what_licensed',
  'license-type-mismatch': 'type',
  'license-already-present': 'type',
  'license-issued-after-active': 'issued_date',
  'license-active-after-expiry': 'active_from_date',
  'license-expired': 'expiry_date',
};

/** Two dates that do not go together: the second of them. */
const OTHER_PLACES: Partial<Record<FormRefusal, FieldName>> = {
  'license-issued-after-active': 'active_from_date',
  'license-active-after-expiry': 'expiry_date',
};

const problemTexts = inLanguages<Record<Problem, string>>(
  {
    missing: 'Заповніть це поле',
    unchosen: 'Виберіть один із типів',
    date: 'Напишіть день, місяць і рік: 28.02.2024',
    day: 'Такого дня немає в календарі',
    long: 'Тексту забагато, скоротіть його',
    odd: 'Тут є знаки, яких реєстр не зберігає. Наберіть текст заново',
    unknown: 'Такого типу ліцензії немає. Виберіть інший',
  },
  {
    missing: 'Fill in this field',
    unchosen: 'Choose one of the types',
    date: 'Write day, month and year: 28.02.2024',
    day: 'There is no such day in the calendar',
    long: 'That is too much text, shorten it',
    odd: 'There are characters that the registry does not keep. Type the text anew',
    unknown: 'There is no such type of licence. Choose another',
  },
);
export const problemText = (language: Language, problem: Problem): string => problemTexts[language][problem];

const PROBLEMS: Record<string, Problem> = {
  required: 'missing',
  length: 'long',
  date: 'day',
  inclusion: 'unknown',
};

/** @returns undefined: it is nothing that a form has to explain */
export function mistakesOf(language: Language, { error }: AnyFailed): Mistake[] | undefined {
  if (error.kind !== 'refused' || error.code === undefined) return undefined;
  const text = (refusals[language] as Record<string, string>)[error.code];
  if (text === undefined) return undefined;
  const places = error.code === 'schema-invalid' ? placesOf(language, error.invalid) : [];
  const name = PLACES[error.code as FormRefusal];
  const also = OTHER_PLACES[error.code as FormRefusal];
  return places.length > 0 ? places : [{ ...(name && { name }), ...(also && { also }), text }];
}

/** `$.issued_by` with its broken rule, as the field and what to do. */
const placesOf = (language: Language, invalid: Schemas['Invalid'][]): Mistake[] =>
  invalid.flatMap(({ entry, rules }) => {
    const name = entry?.replace(/^\$\./, '') ?? '';
    if (!isFieldName(name)) return [];
    return [{ name, text: problemText(language, PROBLEMS[rules?.[0]?.rule ?? ''] ?? 'odd') }];
  });
