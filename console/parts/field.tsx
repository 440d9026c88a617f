import type { ComponentChildren } from 'preact';

/** What ties a control to its label, its hint and what is wrong. */
export type ControlAttributes = {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

type FieldProps = {
  name: string;
  label: string;
  hint?: ComponentChildren;
  /** What is wrong, and what to do. */
  error?: ComponentChildren;
  /** As wide as a date. */
  isShort?: boolean;
  children: (attributes: ControlAttributes) => ComponentChildren;
};

/** A question of a form. Every control has a name that is seen, and says what is wrong where it is wrong. */
export function Field({ name, label, hint, error, isShort, children }: FieldProps) {
  const id = `field-${name}`;
  const described = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  return (
    <div class={`field${isShort ? ' short' : ''}${error ? ' wrong' : ''}`}>
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {error && (
        <div class="error" id={`${id}-error`}>
          {error}
        </div>
      )}
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}
