import { useConsole, useTexts } from '../console.ts';
import { dateText, inLanguages, type Language } from '../language/language.ts';
import { daysText, SOON_DAYS } from '../parts/license-state.tsx';
import { useNames } from '../parts/names.ts';
import { judge, type Known, type KnownLicense, type Reason } from './judgement.ts';

const texts = inLanguages(
  {
    question: 'Чи можна укласти договір?',
    yes: 'Так: реєстр не бачить перешкод',
    later: 'Ще ні: є перешкода, яка може зникнути',
    no: 'Ні: реєстр бачить перешкоду',
    limits: (today: string) =>
      `Так це видно з реєстру ${today}. Інших умов договору він не знає, тож рішення за вами.`,
    status: {
      ACTIVE: 'Заклад діє.',
      SUSPENDED: 'Заклад призупинено. Він ще може додавати й виправляти ліцензії.',
      CLOSED: 'Заклад закрито. Його ліцензій більше не змінюють.',
      REORGANIZED: 'Заклад реорганізовано. Можливо, вам потрібен його правонаступник.',
    } as Record<string, string>,
    'no-primary-type': 'Для закладів цього типу основної ліцензії в реєстрі не передбачено.',
    'no-primary': (wanted: string) => `Основної ліцензії немає. Потрібна «${wanted}».`,
    'wrong-primary': (wanted: string) => `не підходить: закладу цього типу потрібна «${wanted}».`,
    primary: (name: string) => `Основна ліцензія «${name}»`,
    additional: (name: string) => `Додаткова ліцензія «${name}»`,
    valid: (until: string | undefined) => (until ? `діє до ${until}.` : 'діє безстроково.'),
    expired: (until: string) => `прострочена: діяла до ${until}.`,
    'not-yet': (from: string) => `ще не діє: почне діяти ${from}.`,
    ending: (days: string, until: string) => `спливає за ${days}: останній день — ${until}.`,
    today: 'сьогодні діє останній день.',
  },
  {
    question: 'May it be contracted?',
    yes: 'Yes: the registry sees no obstacle',
    later: 'Not yet: there is an obstacle that may go away',
    no: 'No: the registry sees an obstacle',
    limits: (today: string) =>
      `So it stands in the registry on ${today}. It knows no other terms of a contract: the decision is yours.`,
    status: {
      ACTIVE: 'The clinic is active.',
      SUSPENDED: 'The clinic is suspended. It can still add and correct licences.',
      CLOSED: 'The clinic is closed. Its licences are changed no more.',
      REORGANIZED: 'The clinic was reorganised. You may need its successor.',
    },
    'no-primary-type': 'The registry has no primary licence for legal entities of this type.',
    'no-primary': (wanted) => `There is no primary licence. “${wanted}” is needed.`,
    'wrong-primary': (wanted) => `does not fit: a clinic of this type needs “${wanted}”.`,
    primary: (name) => `The primary licence “${name}”`,
    additional: (name) => `The additional licence “${name}”`,
    valid: (until) => (until ? `is valid until ${until}.` : 'is valid without an end.'),
    expired: (until) => `has expired: its last day was ${until}.`,
    'not-yet': (from) => `is not valid yet: it begins on ${from}.`,
    ending: (days, until) => `expires in ${days}: its last day is ${until}.`,
    today: 'has its last day today.',
  },
);
const LOOKS = { yes: 'good', later: 'warn', no: 'bad' } as const;

/** The one question of this page, answered in a sentence, and each reason for the answer. */
export function Verdict({ known, licenses }: { known: Known; licenses: readonly KnownLicense[] }) {
  const { clock, settings } = useConsole();
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  const today = clock.today();
  const { verdict, reasons } = judge(known, licenses, { today, soonDays: SOON_DAYS });
  return (
    <section class={`notice ${LOOKS[verdict]} verdict`} aria-labelledby="question">
      <h2 id="question">{words.question}</h2>
      <p class="sentence">{words[verdict]}</p>
      <ul>
        {reasons.map((reason, at) => (
          <li key={at} class={reason.weight}>
            {reasonText(reason, words, { language: settings.language, nameOf: types.of })}
          </li>
        ))}
      </ul>
      <p>
        <small>{words.limits(dateText(today))}</small>
      </p>
    </section>
  );
}

type Words = (typeof texts)[Language];

function reasonText(
  reason: Reason,
  words: Words,
  { language, nameOf }: { language: Language; nameOf(code: string): string },
): string {
  if (reason.kind === 'status') return words.status[reason.status] ?? reason.status;
  if (reason.kind === 'no-primary-type') return words['no-primary-type'];
  if (reason.kind === 'no-primary') return words['no-primary'](nameOf(reason.wanted));
  const { type, is_primary, expiry_date, active_from_date } = reason.license;
  const until = expiry_date === null ? undefined : dateText(expiry_date);
  const said = {
    'wrong-primary': () => words['wrong-primary'](nameOf((reason as { wanted: string }).wanted)),
    valid: () => words.valid(until),
    expired: () => words.expired(until as string),
    'not-yet': () => words['not-yet'](dateText(active_from_date)),
    ending: () => {
      const { days } = reason as { days: number };
      return days === 0 ? words.today : words.ending(daysText(language, days), until as string);
    },
  }[reason.kind]();
  return `${words[is_primary ? 'primary' : 'additional'](nameOf(type))} ${said}`;
}
