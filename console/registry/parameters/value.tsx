import type { Schemas } from '#client';
import { useTexts } from '../../console.ts';
import { type Names, useNames } from '../../parts/names.ts';
import { parameterTexts } from './texts.ts';

export type Parameter = Schemas['Parameter'];

export const codesOf = (value: string): string[] => value.split(',').filter((code) => code !== '');

/** The types of a value in words. */
export function valueText(value: string, types: Names, none: string): string {
  return codesOf(value).map(types.of).join(', ') || none;
}

/** `Додаткові ліцензії: Аптека` of `LEGAL_ENTITY_PHARMACY_ADDITIONAL_LICENSE_TYPES`; another name is what it is. */
export function useParameterNames(): (name: string) => string {
  const words = useTexts(parameterTexts);
  const types = useNames('LEGAL_ENTITY_TYPE_V2');
  return (name) => {
    const type = name.match(/^LEGAL_ENTITY_(\w+)_ADDITIONAL_LICENSE_TYPES$/)?.[1];
    return type === undefined ? name : words.of(types.of(type));
  };
}
