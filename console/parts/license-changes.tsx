import type { Schemas } from '#client';
import { useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { FIELDS, useLicenseWords } from './license-words.ts';

const texts = inLanguages('Внесено до реєстру', 'Entered in the registry');

/** What one change did, field by field: old → new. What a new licence has is folded away. */
export function LicenseChanges({ change: { action, changes } }: { change: Schemas['LicenseChange'] }) {
  const created = useTexts(texts);
  const { nameOf, textOf } = useLicenseWords();
  const fields = FIELDS.filter((field) => field in changes);
  const isNew = action === 'create';
  const list = (
    <ul class="changes">
      {fields.map((field) => (
        <li key={field}>
          {nameOf(field)}:{' '}
          {!isNew && (
            <>
              <bdi>{textOf(field, changes[field]?.old ?? null)}</bdi> →{' '}
            </>
          )}
          <bdi>{textOf(field, changes[field]?.new ?? null)}</bdi>
        </li>
      ))}
    </ul>
  );
  if (!isNew) return list;
  return (
    <details>
      <summary>{created}</summary>
      {list}
    </details>
  );
}
