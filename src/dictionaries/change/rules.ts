import type { Rule } from '../../platform/errors/rules.ts';
import { dictionaryErrors as errors } from '../errors.ts';

export type AdditionFacts = { hasDictionary: boolean; hasValue: boolean; code: string };

const dictionaryPresent: Rule<Pick<AdditionFacts, 'hasDictionary'>> = {
  id: 'dictionary_present',
  step: '11.5',
  sentence: 'There is a dictionary with this name.',
  holds: ({ hasDictionary }) => hasDictionary,
  refusal: errors.notFound,
};

/** The checks of `POST /api/admin/dictionaries/{name}/values`. */
export const additionRules: readonly Rule<AdditionFacts>[] = [
  dictionaryPresent,
  {
    id: 'dictionary_value_not_present',
    step: '11.5',
    sentence: 'It has no value with this code, active or not.',
    holds: ({ hasValue }) => !hasValue,
    refusal: errors.valuePresent,
    values: ({ code }) => ({ code }),
  },
];

/** The checks of `PATCH /api/admin/dictionaries/{name}/values/{code}`. */
export const valueChangeRules: readonly Rule<Omit<AdditionFacts, 'code'>>[] = [
  dictionaryPresent,
  {
    id: 'dictionary_value_present',
    step: '11.5',
    sentence: 'It has a value with this code, active or not.',
    holds: ({ hasValue }) => hasValue,
    refusal: errors.valueNotFound,
  },
];
