import { useTexts } from '../../console.ts';
import { useNames } from '../../parts/names.ts';
import { useReason } from '../common.tsx';
import { type Answers, type Question, textOf } from '../engine/questions.ts';
import { registryTexts } from '../words.ts';
import { legalEntityTexts } from './texts.ts';

/** What is asked of a legal entity. @param present its type, which may be an old one */
export function useLegalEntityQuestions(present?: string): Question[] {
  const words = { ...useTexts(registryTexts), ...useTexts(legalEntityTexts) };
  const types = useNames('LEGAL_ENTITY_TYPE_V2').values.filter(
    ({ code, is_active }) => is_active || code === present,
  );
  const known = types.map(({ code, description }) => ({ value: code, label: description, hint: code }));
  // The data have types that no dictionary does, such as NHS.
  const options =
    present && !types.some(({ code }) => code === present)
      ? [...known, { value: present, label: present }]
      : known;
  return [
    { name: 'name', label: words.name, kind: 'text' },
    { name: 'edrpou', label: words.edrpou, hint: words.edrpouHint, kind: 'text', inputMode: 'numeric' },
    { name: 'type', label: words.type, kind: 'choice', options },
    useReason(),
  ];
}

export const legalEntityOf = (answers: Answers) => ({
  name: textOf(answers, 'name'),
  edrpou: textOf(answers, 'edrpou'),
  type: textOf(answers, 'type'),
  reason: textOf(answers, 'reason'),
});
