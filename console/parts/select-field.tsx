import { Field } from './field.tsx';

type SelectFieldProps = {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  /** What is said when it does not matter; without it one of the options is always chosen. */
  any?: string;
  /** Code and name; they may come later. */
  options: readonly (readonly [code: string, name: string])[];
};

/** A question that is answered by one of a list. */
export function SelectField({ name, label, hint, value, any, options }: SelectFieldProps) {
  return (
    <Field name={name} label={label} hint={hint}>
      {(attributes) => (
        <select {...attributes} key={options.length}>
          {any !== undefined && <option value="">{any}</option>}
          {options.map(([code, title]) => (
            <option key={code} value={code} selected={code === value}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
