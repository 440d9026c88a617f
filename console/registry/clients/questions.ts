import { useTexts } from '../../console.ts';
import type { Question } from '../engine/questions.ts';
import { useScopeOptions } from '../scopes.tsx';
import { registryTexts } from '../words.ts';
import { clientTexts } from './texts.ts';

/** What is asked of a client both when it is new and when it changes. @param scopes that it has */
export function useClientQuestions(
  scopes: readonly string[] = [],
): Record<'name' | 'accessType' | 'scopes', Question> {
  const words = { ...useTexts(registryTexts), ...useTexts(clientTexts) };
  const accessTypes = Object.entries(words.accessTypes).map(([value, [label = '', hint = '']]) => ({
    value,
    label,
    hint,
  }));
  return {
    name: { name: 'name', label: words.name, hint: words.nameHint, kind: 'text' },
    accessType: { name: 'access_type', label: words.accessType, kind: 'choice', options: accessTypes },
    scopes: { name: 'scopes', label: words.scopes, kind: 'choices', options: useScopeOptions(scopes) },
  };
}
