import type { Dictionary, DictionaryValue } from './dictionary.ts';

type Filter = { name?: string | undefined; is_active?: boolean | undefined };
type ValueFilter = { value_code?: string | undefined; value_is_active?: boolean | undefined };

/** Those that the filters `name` and `is_active` name. */
export function selectDictionaries(all: readonly Dictionary[], query: Filter): Dictionary[] {
  return all.filter(
    ({ name, is_active }) =>
      (query.name === undefined || name === query.name) &&
      (query.is_active === undefined || is_active === query.is_active),
  );
}

/** With the values that `value_code` and `value_is_active` name; a dictionary without any is left out. */
export function selectValues(dictionaries: readonly Dictionary[], query: ValueFilter): Dictionary[] {
  if (query.value_code === undefined && query.value_is_active === undefined) return [...dictionaries];
  const isWanted = ({ code, is_active }: DictionaryValue) =>
    (query.value_code === undefined || code === query.value_code) &&
    (query.value_is_active === undefined || is_active === query.value_is_active);
  return dictionaries
    .map((dictionary) => ({ ...dictionary, values: dictionary.values.filter(isWanted) }))
    .filter(({ values }) => values.length > 0);
}

/** `GET /api/dictionaries`. Its form cannot say that a value is inactive, so it shows active ones only. */
export function viewV1({ name, values, labels, is_active }: Dictionary): object {
  const active = values
    .filter((value) => value.is_active)
    .map(({ code, description }) => [code, description]);
  // `fromEntries` and not assignment: a code may be called `__proto__`.
  return { name, values: Object.fromEntries(active), labels, is_active };
}

/** `GET /api/v2/dictionaries`. Values have no children in this registry. */
export function viewV2({ name, description, values, labels, is_active }: Dictionary): object {
  return {
    name,
    description,
    values: values.map(({ code, description: text, is_active: active }) => ({
      code,
      description: text,
      is_active: active,
      child_values: [],
    })),
    labels,
    is_active,
  };
}
