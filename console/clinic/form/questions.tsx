import type { ComponentChildren } from 'preact';
import { useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { Field } from '../../parts/field.tsx';
import { FIELD_NAMES, type FieldName, type LicenseFields, QUESTIONS } from './fields.ts';

type Words = { label: string; hint?: string };
export const questionTexts = inLanguages<Record<FieldName, Words>>(
  {
    type: { label: 'Тип ліцензії' },
    issued_by: { label: 'Ким видано', hint: 'Наприклад, Держлікслужба' },
    license_number: { label: 'Номер ліцензії', hint: 'Якщо є' },
    order_no: { label: 'Номер наказу', hint: 'Яким видано ліцензію, якщо відомо' },
    issued_date: { label: 'Дата видачі', hint: 'Наприклад, 28.02.2024' },
    active_from_date: { label: 'Діє з', hint: 'Не раніше за дату видачі' },
    expiry_date: { label: 'Діє до', hint: 'Останній день дії; порожньо, якщо безстрокова' },
    what_licensed: { label: 'Що дозволяє ліцензія', hint: 'Як написано в ліцензії, якщо написано' },
  },
  {
    type: { label: 'Type of licence' },
    issued_by: { label: 'Issued by', hint: 'For example, Держлікслужба' },
    license_number: { label: 'Number of the licence', hint: 'If there is one' },
    order_no: { label: 'Number of the order', hint: 'By which it was issued, if known' },
    issued_date: { label: 'Day of issue', hint: 'For example, 28.02.2024' },
    active_from_date: { label: 'Valid from', hint: 'Not before the day of issue' },
    expiry_date: { label: 'Valid until', hint: 'The last day; empty if it never expires' },
    what_licensed: { label: 'What the licence permits', hint: 'As the licence says, if it does' },
  },
);

type QuestionsProps = {
  fields: LicenseFields;
  /** What is wrong, at its field. */
  errorOf(name: FieldName): ComponentChildren;
  change(name: FieldName, value: string): void;
  /** The person goes on to the next one. */
  leave(name: FieldName): void;
};

/** Everything but the type, in the order of the paper. */
export function Questions({ fields, errorOf, change, leave }: QuestionsProps) {
  const words = useTexts(questionTexts);
  return FIELD_NAMES.filter((name) => name !== 'type').map((name) => {
    const { kind } = QUESTIONS[name];
    const typed = {
      value: fields[name],
      onInput: (event: Event) => change(name, (event.target as HTMLInputElement).value),
      onBlur: () => leave(name),
    };
    return (
      <Field key={name} name={name} {...words[name]} error={errorOf(name)} isShort={kind === 'date'}>
        {(attributes) =>
          kind === 'text' ? (
            <textarea {...attributes} {...typed} rows={4} />
          ) : (
            // Of what a browser remembers only the issuer is likely to be the same again.
            <input {...attributes} {...typed} autoComplete={name === 'issued_by' ? 'on' : 'off'} />
          )
        }
      </Field>
    );
  });
}

type TypesProps = {
  types: readonly { type: string; description: string }[];
  chosen: string;
  error: ComponentChildren;
  choose(type: string): void;
};

/** A choice of one is no question. */
export function TypeQuestion({ types, chosen, error, choose }: TypesProps) {
  const { label } = useTexts(questionTexts).type;
  const [only] = types;
  if (types.length === 1 && only?.type === chosen && !error) return <TypeFact name={only.description} />;
  return (
    <fieldset
      class={`choices field${error ? ' wrong' : ''}`}
      aria-describedby={error ? 'type-error' : undefined}
    >
      <legend>{label}</legend>
      {error && (
        <div class="error" id="type-error">
          {error}
        </div>
      )}
      {types.map(({ type, description }, at) => (
        <label key={type}>
          <input
            id={at === 0 ? 'field-type' : undefined}
            type="radio"
            name="type"
            checked={type === chosen}
            onChange={() => choose(type)}
          />
          <span lang="uk">{description}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** @param children what else is known of it */
export function TypeFact({ name, children }: { name: string; children?: ComponentChildren }) {
  const { label } = useTexts(questionTexts).type;
  return (
    <div class="field">
      <div class="label">{label}</div>
      <bdi lang="uk">{name}</bdi> {children}
    </div>
  );
}
