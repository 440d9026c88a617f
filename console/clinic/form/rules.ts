import type { Schemas } from '#client';
import { inLanguages } from '../../language/language.ts';
import { dayFrom, type LicenseFields } from './fields.ts';
import type { FormRefusal } from './refusals.ts';

/** Ids of the rules, as the registry names them. */
export type RuleId = keyof (typeof sentences)['uk'];
export type RuleState = 'yes' | 'no' | 'open';

/** What SPEC 4.2 and 6 ask, for who fills in the form. */
export const sentences = inLanguages(
  {
    legal_entity_active_or_suspended: 'Заклад діє або призупинений',
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
    legal_entity_active_or_suspended: 'The clinic is active or suspended',
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

/** Of what is in the form, what a rule looks at; without it nothing can be said. */
const ABOUT_TYPE: readonly RuleId[] = [
  'license_type_in_dictionary',
  'license_type_allowed_for_legal_entity_type',
  'license_type_not_present',
];

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
  const compare = DATE_RULES[rule];
  if (compare !== undefined) {
    const { issued_date, active_from_date, expiry_date } = fields;
    const isForEver = expiry_date.trim() === '';
    return stateFrom(
      compare({
        issued: dayFrom(issued_date),
        active: dayFrom(active_from_date),
        expiry: isForEver ? NEVER : dayFrom(expiry_date),
        today,
      }),
    );
  }
  if (ABOUT_TYPE.includes(rule) && fields.type === '') return 'open';
  const state = said[rule] ?? 'not_reached';
  return stateFrom(state === 'not_reached' ? undefined : state === 'held');
}

const stateFrom = (holds: boolean | undefined): RuleState =>
  holds === undefined ? 'open' : holds ? 'yes' : 'no';

/** Later than every date. */
const NEVER = '9999-12-31';
/** undefined: not there yet, or no day of the calendar. */
type Dates = Record<'issued' | 'active' | 'expiry', string | undefined> & { today: string };
const DATE_RULES: Partial<Record<RuleId, (dates: Dates) => boolean | undefined>> = {
  issued_not_after_active_from: ({ issued, active }) => (issued && active ? issued <= active : undefined),
  active_from_not_after_expiry: ({ active, expiry }) => (active && expiry ? active <= expiry : undefined),
  not_expired: ({ expiry, today }) => (expiry ? expiry >= today : undefined),
};
