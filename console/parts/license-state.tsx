import { useConsole } from '../console.ts';
import { counted, inLanguages, type Language } from '../language/language.ts';
import { type Dates, type LicenseState, stateOf } from './state-of-license.ts';
import { Tag } from './tag.tsx';

export { SOON_DAYS, stateOf } from './state-of-license.ts';

export const daysText = (language: Language, days: number): string =>
  counted(
    language,
    days,
    language === 'uk'
      ? { one: 'день', few: 'дні', many: 'днів', other: 'дня' }
      : { one: 'day', other: 'days' },
  );

const texts = inLanguages(
  {
    active: 'діє',
    expired: 'прострочена',
    future: 'ще не діє',
    today: 'останній день',
    expiring: (days: string) => `спливає за ${days}`,
  },
  {
    active: 'valid',
    expired: 'expired',
    future: 'not valid yet',
    today: 'its last day',
    expiring: (days: string) => `expires in ${days}`,
  },
);

function stateText(language: Language, state: LicenseState): string {
  const words = texts[language];
  if (state.kind !== 'expiring') return words[state.kind];
  return state.days === 0 ? words.today : words.expiring(daysText(language, state.days));
}

const KINDS = { active: 'good', expiring: 'warn', expired: 'bad', future: 'rest' } as const;

/** `спливає за 12 днів`. */
export function LicenseStateTag({ license }: { license: Dates }) {
  const { clock, settings } = useConsole();
  const state = stateOf(license, clock.today());
  return <Tag kind={KINDS[state.kind]}>{stateText(settings.language, state)}</Tag>;
}
