import type { ApiDocument, ApiParameter, Method } from '#api-document';
import { useConsole, useTexts } from '../console.ts';
import type { Draft } from '../parts/draft.ts';
import { DraftLine } from '../parts/draft-line.tsx';
import { Field } from '../parts/field.tsx';
import { textIn } from './document.ts';
import { Prose } from './prose.tsx';
import { tryTexts } from './texts.ts';
import { fieldOf, headerNames, KEY_FIELD, parametersOf, type Typed } from './typed.ts';

type Change = (values: Record<string, string>) => void;
/** What is typed as the body. */
export type BodyDraft = Draft<{ body: string }>;
type FieldsProps = {
  document: ApiDocument;
  method: Method;
  typed: Typed;
  type(changed: Partial<Typed>): void;
  change: Change;
};

/** Parameters of path and query, and headers: those that nobody must think of are folded away. */
export function Fields({ document, method, typed, type, change }: FieldsProps) {
  const { language } = useConsole().settings;
  const words = useTexts(tryTexts);
  const all = parametersOf(document, method);
  const inPlace = (place: ApiParameter['in']) => all.filter((each) => each.in === place);
  const headers = headerNames(document, method).flatMap((name) =>
    `header.${name}` === KEY_FIELD
      ? []
      : [all.find((each) => each.name === name) ?? { in: 'header' as const, name }],
  );
  const fieldsOf = (parameters: readonly (ApiParameter | { in: 'header'; name: string })[]) =>
    parameters.map((parameter) => (
      <Field
        key={fieldOf(parameter)}
        name={fieldOf(parameter)}
        label={parameter.name}
        hint={'schema' in parameter && <Prose text={textIn(language, parameter)} />}
      >
        {(attributes) => (
          <input
            {...attributes}
            autoComplete="off"
            spellcheck={false}
            value={typed.values[fieldOf(parameter)] ?? ''}
            onInput={({ currentTarget }) => change({ [fieldOf(parameter)]: currentTarget.value })}
          />
        )}
      </Field>
    ));
  const [path, query] = [inPlace('path'), inPlace('query')];
  const isQueryUsed = query.some((each) => typed.values[fieldOf(each)]);
  return (
    <>
      {fieldsOf(path)}
      {query.length > 0 && (
        <details open={isQueryUsed || query.length < 4}>
          <summary>
            {words.query} ({query.length})
          </summary>
          {fieldsOf(query)}
        </details>
      )}
      <details>
        <summary>{words.headers}</summary>
        <p class="ticks">
          {(['withToken', 'withKey'] as const).map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={typed[name]}
                onChange={({ currentTarget }) => type({ [name]: currentTarget.checked })}
              />{' '}
              {words[name]}
            </label>
          ))}
        </p>
        {fieldsOf(headers)}
      </details>
    </>
  );
}

export function Body({ draft, onInput }: { draft: BodyDraft; onInput(): void }) {
  const words = useTexts(tryTexts);
  const { body } = draft.fields;
  return (
    <>
      <Field name="body" label={words.body}>
        {(attributes) => (
          <textarea
            {...attributes}
            class="code"
            spellcheck={false}
            autoComplete="off"
            rows={Math.min(20, body.split('\n').length + 1)}
            value={body}
            onInput={({ currentTarget }) => {
              draft.change({ body: currentTarget.value });
              onInput();
            }}
          />
        )}
      </Field>
      <DraftLine draft={draft} />
    </>
  );
}

export function IdempotencyKey({ typed, change }: { typed: Typed; change: Change }) {
  const words = useTexts(tryTexts);
  const value = typed.values[KEY_FIELD];
  if (value === undefined) return null;
  return (
    <div class="key">
      <Field name={KEY_FIELD} label="X-Idempotency-Key" hint={words.key}>
        {(attributes) => (
          <input
            {...attributes}
            autoComplete="off"
            spellcheck={false}
            value={value}
            onInput={({ currentTarget }) => change({ [KEY_FIELD]: currentTarget.value })}
          />
        )}
      </Field>
      <button type="button" class="link" onClick={() => change({ [KEY_FIELD]: crypto.randomUUID() })}>
        {words.newKey}
      </button>
    </div>
  );
}
