import { useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Field } from '../parts/field.tsx';
import { Filters } from '../parts/filters.tsx';
import { useNames } from '../parts/names.ts';
import { SelectField } from '../parts/select-field.tsx';
import type { LicenseFilter, StateKind } from './reading.ts';

const texts = inLanguages(
  {
    type: 'Тип',
    anyType: 'Усі типи',
    state: 'Стан',
    any: 'Будь-який',
    states: { active: 'Діє', expiring: 'Спливає', expired: 'Прострочена', future: 'Ще не діє' },
    number: 'Номер',
  },
  {
    type: 'Type',
    anyType: 'All types',
    state: 'State',
    any: 'Any',
    states: { active: 'Valid', expiring: 'Expires soon', expired: 'Expired', future: 'Not valid yet' },
    number: 'Number',
  },
);

const STATES: readonly StateKind[] = ['active', 'expiring', 'expired', 'future'];
export const FILTERS = ['type', 'state', 'number'] as const;

/** What the address asks for; a state that there is not is not asked for. */
export const filterOf = (query: URLSearchParams): Omit<LicenseFilter, 'page'> => ({
  type: query.get('type') ?? undefined,
  license_number: query.get('number') ?? undefined,
  state: STATES.find((state) => state === query.get('state')),
});

export function LicenseFilters() {
  const { place } = useConsole();
  const words = useTexts(texts);
  const types = useNames('LICENSE_TYPE');
  const { type = '', state = '', license_number = '' } = filterOf(place.query);
  return (
    <Filters names={FILTERS}>
      <SelectField
        name="type"
        label={words.type}
        value={type}
        any={words.anyType}
        options={types.values.map(({ code, description }) => [code, description])}
      />
      <SelectField
        name="state"
        label={words.state}
        value={state}
        any={words.any}
        options={STATES.map((each) => [each, words.states[each]])}
      />
      <Field name="number" label={words.number}>
        {(attributes) => <input {...attributes} defaultValue={license_number} autocomplete="off" />}
      </Field>
    </Filters>
  );
}
