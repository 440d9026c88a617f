import { daysBetween } from '../language/language.ts';

export type Known = { type: string; status: string };
export type KnownLicense = {
  type: string;
  is_primary: boolean;
  active_from_date: string;
  expiry_date: string | null;
};
/** `note`: worth knowing, and no obstacle. */
export type Weight = 'good' | 'note' | 'later' | 'no';
export type Reason = { weight: Weight } & (
  | { kind: 'status'; status: string }
  /** For such a type of legal entity there is no primary licence at all. */
  | { kind: 'no-primary-type' }
  | { kind: 'no-primary'; wanted: string }
  | { kind: 'wrong-primary'; wanted: string; license: KnownLicense }
  | { kind: 'valid' | 'expired' | 'not-yet'; license: KnownLicense }
  | { kind: 'ending'; license: KnownLicense; days: number }
);
export type Judgement = { verdict: 'yes' | 'later' | 'no'; reasons: Reason[] };

/** SPEC 10: of which type the primary licence is. */
const PRIMARY_TYPES = new Map([
  ['PHARMACY', 'PHARMACY'],
  ['PRIMARY_CARE', 'MSP'],
  ['OUTPATIENT', 'MSP'],
  ['EMERGENCY', 'MSP'],
]);
/** What the registry's own rules say of a status: SPEC 4.2, step 6. Suspended ones can still mend their licences. */
const STATUS_WEIGHTS = new Map<string, Weight>([
  ['ACTIVE', 'good'],
  ['SUSPENDED', 'later'],
]);

/**
 * What the registry knows for and against a contract: no opinion on the law.
 * @param licenses all that count (`is_active`), expired ones too
 * @param soonDays so close to its end a licence is worth a word
 */
export function judge(
  { type, status }: Known,
  licenses: readonly KnownLicense[],
  { today, soonDays }: { today: string; soonDays: number },
): Judgement {
  const byDates = (license: KnownLicense) => reasonOfDates(license, today, soonDays);
  const primary = licenses.find(({ is_primary }) => is_primary);
  const additional = licenses.filter(({ is_primary }) => !is_primary).map(byDates);
  const reasons: Reason[] = [
    { kind: 'status', status, weight: STATUS_WEIGHTS.get(status) ?? 'no' },
    reasonOfPrimary(PRIMARY_TYPES.get(type), primary, byDates),
    // They permit more, or do not: none of them is needed to work at all.
    ...additional.map(
      (reason): Reason => ({ ...reason, weight: reason.weight === 'good' ? 'good' : 'note' }),
    ),
  ];
  const has = (weight: Weight) => reasons.some((reason) => reason.weight === weight);
  return { verdict: has('no') ? 'no' : has('later') ? 'later' : 'yes', reasons };
}

function reasonOfPrimary(
  wanted: string | undefined,
  license: KnownLicense | undefined,
  byDates: (license: KnownLicense) => Reason,
): Reason {
  if (wanted === undefined) return { kind: 'no-primary-type', weight: 'no' };
  if (license === undefined) return { kind: 'no-primary', wanted, weight: 'no' };
  if (license.type !== wanted) return { kind: 'wrong-primary', wanted, license, weight: 'no' };
  return byDates(license);
}

/** SPEC 4.2, step 10: valid until its last day, that day included, or without an end. */
function reasonOfDates(license: KnownLicense, today: string, soonDays: number): Reason {
  const { expiry_date: expiry, active_from_date: from } = license;
  if (expiry !== null && expiry < today) return { kind: 'expired', license, weight: 'no' };
  // Step 10 does not ask for it; who signs a contract does.
  if (from > today) return { kind: 'not-yet', license, weight: 'later' };
  const days = expiry === null ? Number.POSITIVE_INFINITY : daysBetween(today, expiry);
  if (days <= soonDays) return { kind: 'ending', license, days, weight: 'note' };
  return { kind: 'valid', license, weight: 'good' };
}
