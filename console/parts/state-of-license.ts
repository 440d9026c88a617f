import { daysBetween } from '../language/language.ts';

/** So many days before its end a licence is said to expire: time enough to get another one. */
export const SOON_DAYS = 90;

export type Dates = { active_from_date: string; expiry_date: string | null };
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
