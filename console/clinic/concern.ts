import { daysBetween } from '../language/language.ts';
import { SOON_DAYS } from '../parts/license-state.tsx';
import type { License } from './reading.ts';

/** The one thing that its officer has to know today. */
export type Concern =
  | { kind: 'no-primary' }
  | { kind: 'primary-expired'; license: License }
  | { kind: 'ending'; license: License; days: number };

/** The worst of what is the matter: without a valid primary licence nothing else counts; then what ends first. */
export function concernOf(
  primary: License | null,
  licenses: readonly License[],
  today: string,
): Concern | undefined {
  if (primary === null) return { kind: 'no-primary' };
  if (primary.expiry_date !== null && primary.expiry_date < today)
    return { kind: 'primary-expired', license: primary };
  const [first] = licenses
    .flatMap((license) => {
      if (license.expiry_date === null || license.expiry_date < today) return [];
      const days = daysBetween(today, license.expiry_date);
      return days <= SOON_DAYS ? [{ kind: 'ending' as const, license, days }] : [];
    })
    .sort(
      (one, other) =>
        one.days - other.days || Number(other.license.is_primary) - Number(one.license.is_primary),
    );
  return first;
}
