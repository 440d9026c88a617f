import type { OperationId } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { counted, inLanguages, type Language } from '../../language/language.ts';
import { type AnyFailed, Failure, Literal } from '../../parts/failure.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Sending } from '../../parts/sending.ts';
import type { Check } from './checking.ts';
import { FIELD_NAMES, type LicenseFields, problemOf } from './fields.ts';
import { questionTexts } from './questions.tsx';
import { type Mistake, problemText, refusals } from './refusals.ts';
import { OUTSIDE_THE_FORM } from './rules.ts';

const texts = inLanguages(
  {
    mend: (fields: string) => `виправте ${fields}`,
    blocked: 'Надіслати форму зараз не вийде',
    unknown: 'Ми не знаємо, чи дійшов ваш запит',
    repeat:
      'Надішліть форму ще раз такою, як вона є: якщо перший запит дійшов, реєстр упізнає його й нічого не запише вдруге.',
  },
  {
    mend: (fields: string) => `correct ${fields}`,
    blocked: 'The form cannot be sent now',
    unknown: 'We do not know whether your request arrived',
    repeat:
      'Send the form again as it is: if the first request arrived, the registry knows it again and writes nothing twice.',
  },
);

const fieldsText = (language: Language, count: number) =>
  language === 'uk'
    ? counted(language, count, { one: 'поле', few: 'поля', many: 'полів', other: 'поля' })
    : counted(language, count, { one: 'field', other: 'fields' });

type OutcomeProps<Id extends OperationId> = {
  /** What was in the form when it was sent last. */
  attempt: { number: number; fields: LicenseFields };
  sending: Sending<Id>;
  refused: Mistake[] | undefined;
  failedTitle: string;
};

/** What came of sending, above the form. It stays as it is until the form is sent again. */
export function Outcome<Id extends OperationId>({
  attempt,
  sending,
  refused,
  failedTitle,
}: OutcomeProps<Id>) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  const labels = useTexts(questionTexts);
  const { failed, isUnknown, isRunning } = sending;
  if (isRunning || (failed && hasEnded(failed))) return null;
  if (failed && refused === undefined) {
    // Too many requests: none of them was looked at.
    const mayHaveArrived = isUnknown && failed.status !== 429;
    return (
      <Failure key={attempt.number} failed={failed} title={mayHaveArrived ? words.unknown : failedTitle}>
        {mayHaveArrived && <p>{words.repeat}</p>}
      </Failure>
    );
  }
  if (isUnknown && failed === undefined && attempt.number === 0)
    return (
      <Notice kind="warn" title={words.unknown}>
        <p>{words.repeat}</p>
      </Notice>
    );
  const found = FIELD_NAMES.flatMap((name): Mistake[] => {
    const problem = attempt.number > 0 && problemOf(name, attempt.fields);
    return problem
      ? [{ name, text: `${labels[name].label}: ${problemText(language, problem).toLowerCase()}` }]
      : [];
  });
  const mistakes = refused ?? found;
  if (mistakes.length === 0) return null;
  const places = mistakes.filter(({ name }) => name !== undefined).length;
  const title = places > 0 ? `${failedTitle}: ${words.mend(fieldsText(language, places))}` : failedTitle;
  return (
    <Notice key={attempt.number} kind="bad" title={title} isAlert>
      <ul>
        {mistakes.map(({ name, text }) => (
          <li key={name}>{name === undefined ? text : <a href={`#field-${name}`}>{text}</a>}</li>
        ))}
      </ul>
      {failed && <Literal failed={failed} />}
    </Notice>
  );
}

/** Said above all pages. */
const hasEnded = ({ error }: AnyFailed) => error.kind === 'tokens' && error.cause?.kind !== 'network';

export const isOutside = ({ rule, state }: Check) => state === 'no' && rule in OUTSIDE_THE_FORM;

/** Why sending is no use now, whatever is typed. */
export function Blocked({ checks }: { checks: readonly Check[] }) {
  const { blocked } = useTexts(texts);
  const sentenceOf = useTexts(refusals);
  const rules = checks.filter(isOutside).map(({ rule }) => rule as keyof typeof OUTSIDE_THE_FORM);
  return (
    <div id="why" tabIndex={-1}>
      <Notice kind="warn" title={blocked}>
        {rules.map((rule) => (
          <p key={rule}>{sentenceOf[OUTSIDE_THE_FORM[rule]]}</p>
        ))}
      </Notice>
    </div>
  );
}
