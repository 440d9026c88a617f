import { useConsole } from '../console.ts';
import { counted, daysBetween, inLanguages, type Language } from '../language/language.ts';
import { Tag } from './tag.tsx';

/** So many days before its end a licence is said to expire: time enough to get another one. */
export const SOON_DAYS = 90;

type Dates = { active_from_date: string; expiry_date: string | null };
export type LicenseState =
  | { kind: 'active' | 'expired' | 'future' }
  /** 0: today is its last day. */
  | { kind: 'expiring'; days: number };

export function stateOf({ active_from_date, expiry_date }: Dates, today: string): LicenseState {
  if (expiry_date !== null && expiry_date < today) return { kind: 'expired' };
  if (active_from_date > today) return { kind: 'future' };
  if (expiry_date === null) return { kind: 'active' };
  const days = daysBetween(today, expiry_date);
  return days <= SOON_DAYS ? { kind: 'expiring', days } : { kind: 'active' };
}

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

export function stateText(language: Language, state: LicenseState): string {
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
