import type { ComponentChildren } from 'preact';
import { useTexts } from '../../console.ts';
import { Field } from '../../parts/field.tsx';
import { Pick } from './pick.tsx';
import { type Answers, allOf, type Question } from './questions.ts';
import { engineTexts } from './words.ts';

type ControlProps = {
  question: Question;
  answers: Answers;
  error: ComponentChildren;
  change(answers: Answers): void;
};

/** One question of a form: its words, what is wrong with the answer, and what answers it. */
export function Control({ question, answers, error, change }: ControlProps) {
  const words = useTexts(engineTexts);
  const { name, hint } = question;
  const label = question.isOptional ? `${question.label} (${words.optional})` : question.label;
  if (question.kind === 'choice' || question.kind === 'choices')
    return <Choices question={question} label={label} answers={answers} error={error} change={change} />;
  const answer = answers[name] ?? '';
  const value = Array.isArray(answer) ? answer.join('\n') : answer;
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(attributes) =>
        question.kind === 'pick' ? (
          <Pick
            attributes={attributes}
            find={question.find}
            chosen={allOf(answers, name)}
            choose={(chosen) => change({ [name]: chosen })}
          />
        ) : question.kind === 'lines' ? (
          <textarea
            {...attributes}
            value={value}
            onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
          />
        ) : (
          <input
            {...attributes}
            type="text"
            inputMode={question.inputMode}
            autoComplete="off"
            value={value}
            onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
          />
        )
      }
    </Field>
  );
}

type ChoicesProps = ControlProps & {
  question: Extract<Question, { kind: 'choice' | 'choices' }>;
  label: string;
};

function Choices({ question: { name, hint, kind, options }, label, answers, error, change }: ChoicesProps) {
  const chosen = allOf(answers, name);
  const choose = (value: string, isChosen: boolean) =>
    change({
      [name]:
        kind === 'choice' ? value : isChosen ? [...chosen, value] : chosen.filter((each) => each !== value),
    });
  return (
    <fieldset
      class={`choices asked ${kind === 'choices' ? 'many' : ''} ${error ? 'wrong' : ''}`}
      aria-describedby={hint && `field-${name}-hint`}
    >
      <legend>{label}</legend>
      {hint && <small id={`field-${name}-hint`}>{hint}</small>}
      {error && <div class="error">{error}</div>}
      {options.map((option, at) => (
        <label key={option.value}>
          <input
            type={kind === 'choice' ? 'radio' : 'checkbox'}
            name={name}
            id={at === 0 ? `field-${name}` : undefined}
            checked={chosen.includes(option.value)}
            onInput={({ currentTarget }) => choose(option.value, currentTarget.checked)}
          />
          <span>{option.label}</span>
          {option.hint && <small>{option.hint}</small>}
        </label>
      ))}
    </fieldset>
  );
}
