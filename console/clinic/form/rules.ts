import type { Schemas } from '#client';
import { inLanguages } from '../../language/language.ts';
import { dayFrom, type FieldName, type LicenseFields } from './fields.ts';
import type { FormRefusal } from './refusals.ts';

/** Ids of the rules, as the registry names them. */
export type RuleId = keyof (typeof sentences)['uk'];
export type RuleState = 'yes' | 'no' | 'open';

/** What SPEC 4.2 and 6 ask, for who fills in the form. */
export const sentences = inLanguages(
  {
    legal_entity_active_or_suspended: 'Заклад діє або тимчасово призупинений',
    license_exists: 'Ліцензія є в реєстрі',
    stored_license_additional: 'Вона додаткова',
    license_of_legal_entity: 'Вона належить вашому закладу',
    license_unchanged: 'Її ніхто не змінив, поки ви працюєте',
    license_type_unchanged: 'Тип лишається той самий',
    license_additional: 'Ліцензія додаткова, не основна',
    license_type_in_dictionary: 'Такий тип ліцензії існує',
    license_type_allowed_for_legal_entity_type: 'Вашому закладу дозволено цей тип',
    active_primary_license: 'Є чинна основна ліцензія',
    license_type_not_present: 'Ліцензії цього типу у вас ще немає',
    issued_not_after_active_from: 'Видано не пізніше, ніж почала діяти',
    active_from_not_after_expiry: 'Починає діяти не пізніше, ніж спливає',
    not_expired: 'Строк дії ще не минув',
  },
  {
    legal_entity_active_or_suspended: 'The clinic is active, or suspended for a time',
    license_exists: 'The licence is in the registry',
    stored_license_additional: 'It is an additional one',
    license_of_legal_entity: 'It belongs to your clinic',
    license_unchanged: 'Nobody changed it while you work on it',
    license_type_unchanged: 'The type stays as it is',
    license_additional: 'The licence is additional, not primary',
    license_type_in_dictionary: 'There is such a type of licence',
    license_type_allowed_for_legal_entity_type: 'Your clinic may have this type',
    active_primary_license: 'There is a valid primary licence',
    license_type_not_present: 'You have no licence of this type yet',
    issued_not_after_active_from: 'Issued no later than it becomes valid',
    active_from_not_after_expiry: 'Becomes valid no later than it expires',
    not_expired: 'It has not expired yet',
  },
);

/** In the order in which the registry looks. */
export const ADD_RULES: readonly RuleId[] = [
  'legal_entity_active_or_suspended',
  'license_additional',
  'license_type_in_dictionary',
  'license_type_allowed_for_legal_entity_type',
  'active_primary_license',
  'license_type_not_present',
  'issued_not_after_active_from',
  'active_from_not_after_expiry',
  'not_expired',
];
export const CORRECT_RULES: readonly RuleId[] = [
  'legal_entity_active_or_suspended',
  'license_exists',
  'stored_license_additional',
  'license_of_legal_entity',
  'license_unchanged',
  'license_type_unchanged',
  'active_primary_license',
  'issued_not_after_active_from',
  'active_from_not_after_expiry',
  'not_expired',
];

/** What no field of the form can mend, with the refusal that says what can. */
export const OUTSIDE_THE_FORM = {
  legal_entity_active_or_suspended: 'legal-entity-not-active',
  active_primary_license: 'license-no-primary',
} as const satisfies Partial<Record<RuleId, FormRefusal>>;

const NEEDED: Partial<Record<RuleId, FieldName>> = {
  license_type_in_dictionary: 'type',
  license_type_allowed_for_legal_entity_type: 'type',
  license_type_not_present: 'type',
};

/**
 * The body to ask the registry about, whether the form is filled in or not: only what its rules look at, and something that
 * passes in place of what is missing. What the rules make of that is not shown.
 */
export function askedBody(fields: LicenseFields, today: string, someType: string): Schemas['LicenseBody'] {
  return {
    type: fields.type || someType,
    issued_by: '—',
    issued_date: dayFrom(fields.issued_date) ?? today,
    active_from_date: dayFrom(fields.active_from_date) ?? today,
    expiry_date: dayFrom(fields.expiry_date) ?? null,
    is_primary: false,
  };
}

type Said = Readonly<Record<string, 'held' | 'broken' | 'not_reached' | undefined>>;

/** A rule as it stands: dates are compared here at once, by the registry's day; the rest is as the registry has said. */
export function stateOfRule(rule: RuleId, fields: LicenseFields, today: string, said: Said): RuleState {
  const needed = NEEDED[rule];
  if (needed !== undefined && fields[needed] === '') return 'open';
  const holds =
    datesHold(rule, fields, today) ??
    { held: true, broken: false, not_reached: undefined }[said[rule] ?? 'not_reached'];
  return holds === undefined ? 'open' : holds ? 'yes' : 'no';
}

function datesHold(rule: RuleId, fields: LicenseFields, today: string): boolean | undefined {
  const [issued, active, expiry] = [fields.issued_date, fields.active_from_date, fields.expiry_date].map(
    dayFrom,
  );
  if (rule === 'issued_not_after_active_from') return issued && active ? issued <= active : undefined;
  const isForEver = fields.expiry_date.trim() === '';
  if (rule === 'not_expired') return expiry ? expiry >= today : isForEver || undefined;
  if (rule !== 'active_from_not_after_expiry' || active === undefined) return undefined;
  return expiry ? active <= expiry : isForEver || undefined;
}
