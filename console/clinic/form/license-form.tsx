import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OperationId } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import type { Draft } from '../../parts/draft.ts';
import { DraftLine } from '../../parts/draft-line.tsx';
import type { Sending } from '../../parts/sending.ts';
import type { Check } from './checking.ts';
import { Checklist } from './checklist.tsx';
import { FIELD_NAMES, type FieldName, type LicenseFields, type Problem, problemOf } from './fields.ts';
import { Blocked, isOutside, Outcome } from './outcome.tsx';
import { Questions } from './questions.tsx';
import { mistakesOf, problemText } from './refusals.ts';

const texts = inLanguages(
  { leave: 'Зберегти чернетку й повернутися', sending: 'Надсилаємо…', why: 'Чому не можна?' },
  { leave: 'Save the draft and go back', sending: 'Sending…', why: 'Why not?' },
);

type LicenseFormProps<Id extends OperationId> = {
  draft: Draft<LicenseFields>;
  sending: Sending<Id>;
  checks: readonly Check[];
  /** «Додати», and what is said when that failed. */
  words: { submit: string; failed: string };
  /** Where one goes without sending. */
  list: string;
  /** The type, asked or told. */
  typeQuestion(error: ComponentChildren): ComponentChildren;
  /** Sends. It is called when every field is as the schema wants it. */
  submit(): void;
  /** Asks about the rules anew. */
  again(): void;
};

/** The questions, what the registry says of them, and what came of sending. */
export function LicenseForm<Id extends OperationId>(props: LicenseFormProps<Id>) {
  const { draft, sending, checks, words, list, typeQuestion, submit, again } = props;
  const { language } = useConsole().settings;
  const { leave, sending: sendingText, why } = useTexts(texts);
  const { fields } = draft;
  const [told, setTold] = useState<Partial<Record<FieldName, Problem | undefined>>>({});
  const [attempt, setAttempt] = useState({ number: 0, fields });
  const refused = sending.failed && mistakesOf(language, sending.failed);
  const isBlocked = checks.some(isOutside);
  // A problem is told when its field is left, and stays until it is another: nobody is corrected while they type.
  const problemsOf = () => Object.fromEntries(FIELD_NAMES.map((name) => [name, problemOf(name, fields)]));
  const onLeave = (name: FieldName) => {
    const problem = problemOf(name, fields);
    setTold({ ...told, [name]: problem === 'missing' ? told[name] : problem });
  };
  const errorOf = (name: FieldName): ComponentChildren => {
    const problem = problemOf(name, fields);
    if (problem !== undefined && told[name] === problem) return problemText(language, problem);
    // What was refused, until it is another.
    const isAsSent = (field: FieldName) => fields[field] === attempt.fields[field];
    return refused?.find((each) => each.name === name && [name, each.also ?? name].every(isAsSent))?.text;
  };
  // The refusal may be of what the list does not know yet.
  useEffect(() => {
    if (sending.failed) again();
  }, [sending.failed]);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBlocked) return again();
    const problems = problemsOf();
    setTold(problems);
    setAttempt({ number: attempt.number + 1, fields });
    sending.clear();
    if (Object.values(problems).every((problem) => problem === undefined)) submit();
  };
  return (
    <>
      <Outcome attempt={attempt} sending={sending} refused={refused} failedTitle={words.failed} />
      {isBlocked && <Blocked checks={checks} />}
      <DraftLine draft={draft} />
      <div class="two">
        <form noValidate onSubmit={onSubmit}>
          {typeQuestion(errorOf('type'))}
          <Questions
            fields={fields}
            errorOf={errorOf}
            change={(name, value) => draft.change({ [name]: value })}
            leave={onLeave}
          />
          <div class="actions">
            <button type="submit" class="button" aria-disabled={isBlocked || sending.isRunning || undefined}>
              {sending.isRunning ? sendingText : words.submit}
            </button>
            {isBlocked && <a href="#why">{why}</a>}
            <a href={list}>{leave}</a>
          </div>
        </form>
        <Checklist checks={checks} />
      </div>
    </>
  );
}
