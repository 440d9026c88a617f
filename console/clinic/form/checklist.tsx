import { useConsole, useTexts } from '../../console.ts';
import { counted, inLanguages, type Language } from '../../language/language.ts';
import type { Check } from './checking.ts';
import { sentences } from './rules.ts';

const texts = inLanguages(
  {
    title: 'Перевірки реєстру',
    yes: 'так',
    no: 'ні',
    open: 'ще не перевірено',
    allHeld: 'Усі перевірки пройдено.',
    typing: 'Перевіряємо, поки ви вводите.',
    decides: 'Остаточно вирішує реєстр, коли ви надсилаєте форму.',
  },
  {
    title: 'Checks of the registry',
    yes: 'yes',
    no: 'no',
    open: 'not checked yet',
    allHeld: 'All checks have passed.',
    typing: 'Checked while you type.',
    decides: 'The registry decides when you send the form.',
  },
);

const brokenText = (language: Language, count: number) =>
  language === 'uk'
    ? `Поки що не пройдено ${counted(language, count, { one: 'перевірку', few: 'перевірки', many: 'перевірок', other: 'перевірки' })}.`
    : `${counted(language, count, { one: 'check has', other: 'checks have' })} not passed so far.`;

/** What the registry will look at, beside the form. Read out is only its sum, and only when that is another. */
export function Checklist({ checks }: { checks: readonly Check[] }) {
  const { settings } = useConsole();
  const words = useTexts(texts);
  const sentenceOf = useTexts(sentences);
  const broken = checks.filter(({ state }) => state === 'no').length;
  const sum = checks.every(({ state }) => state === 'yes') ? words.allHeld : words.typing;
  return (
    <aside class="checklist" aria-labelledby="checklist">
      <h2 id="checklist">{words.title}</h2>
      <p role="status">{broken > 0 ? brokenText(settings.language, broken) : sum}</p>
      <ul>
        {checks.map(({ rule, state }) => (
          <li key={rule} class={state}>
            {sentenceOf[rule]} <b>{words[state]}</b>
          </li>
        ))}
      </ul>
      <p class="quiet">{words.decides}</p>
    </aside>
  );
}
