import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useConsole, useTexts } from '../../console.ts';
import { useDraft } from '../../parts/draft.ts';
import { DraftLine } from '../../parts/draft-line.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useSending } from '../../parts/sending.ts';
import { Control } from './control.tsx';
import type { Deed, Told } from './deed.ts';
import { type Answers, askedOf, missingOf, type Wrong, wrongOf } from './questions.ts';
import { engineTexts } from './words.ts';

type DeedPageProps<Row> = {
  deed: Deed<Row>;
  row: Row;
  /** What it is done to, for drafts and keys of requests. */
  subject: string;
  /** What it is called. */
  name?: string;
  /** What the registry has of it now. */
  facts?: ComponentChildren;
  /** Where one goes who changes nothing. */
  back: string;
  onDone(told: Told): void;
  /** Somebody else was faster: what the registry has is to be read again. */
  onStale?(): void;
};

/** One question: what is to be done, to what, with which consequence. */
export function DeedPage<Row>(props: DeedPageProps<Row>) {
  const { deed, row, subject, facts, back, onDone, onStale } = props;
  const { session } = useConsole();
  const words = useTexts(engineTexts);
  const name = `registry.${deed.name}.${subject}`;
  const draft = useDraft<Answers>(name, deed.initial?.(row) ?? {});
  const sending = useSending(name);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const { failed, isRunning } = sending;
  useTitle(deed.heading);
  const wrong = wrongOf(deed.questions, failed);
  const change = (changed: Answers) => {
    draft.change(changed);
    setMissing(missing.filter((each) => !(each in changed)));
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const answers = draft.fields;
    const unanswered = missingOf(deed.questions, answers);
    setMissing(unanswered);
    setAttempt(attempt + 1);
    sending.clear();
    if (unanswered.length > 0) return;
    const result = await sending.send(answers, async (idempotencyKey) => {
      const came = await deed.send({ client: session.client, row, answers, idempotencyKey });
      if (came.status === 412) onStale?.();
      return came;
    });
    if (result === undefined) return;
    draft.forget();
    onDone(deed.told(result, row));
  };
  return (
    <>
      <h1>{deed.heading}</h1>
      {props.name !== undefined && (
        <p class="lead">
          <bdi>{props.name}</bdi>
        </p>
      )}
      {failed !== undefined && (
        <Failure failed={failed} title={failed.status === 412 ? words.stale : words.refused} />
      )}
      {/* Another attempt takes the focus; an answer does not. */}
      {missing.length > 0 && <Unanswered key={attempt} deed={deed} missing={missing} />}
      {facts}
      {deed.consequence &&
        (deed.isGrave ? (
          <Notice kind="warn" title={words.whatHappens}>
            <p>{deed.consequence}</p>
          </Notice>
        ) : (
          <p class="quiet">{deed.consequence}</p>
        ))}
      {sending.isUnknown && <p class="quiet">{words.unknown}</p>}
      <DraftLine draft={draft} />
      <form onSubmit={(event) => void submit(event)} noValidate>
        {askedOf(deed.questions, draft.fields).map((question) => (
          <Control
            key={question.name}
            question={question}
            answers={draft.fields}
            error={missing.includes(question.name) ? words.missing : wrongWords(wrong.get(question.name))}
            change={change}
          />
        ))}
        {wrong.has('') && <p class="error">{wrongWords(wrong.get(''))}</p>}
        <div class="actions">
          <button type="submit" class="button" aria-disabled={isRunning || undefined}>
            {isRunning ? words.sending : deed.title}
          </button>
          <a href={back}>{words.leave}</a>
        </div>
      </form>
    </>
  );

  function wrongWords(found: Wrong | undefined): ComponentChildren {
    if (found === undefined) return undefined;
    return (
      <>
        {words.rules[found.rule] ?? words.rules.invalid} <q lang="en">{found.description}</q>
      </>
    );
  }
}

/** A question is a page of its own, and is called so. */
function useTitle(heading: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${heading} · ЕСОЗ`;
    return () => {
      document.title = before;
    };
  }, [heading]);
}

/** Said on top too, with the way to each. */
function Unanswered<Row>({ deed, missing }: { deed: Deed<Row>; missing: readonly string[] }) {
  const words = useTexts(engineTexts);
  return (
    <Notice kind="bad" title={words.mend} isAlert>
      <ul>
        {deed.questions
          .filter(({ name }) => missing.includes(name))
          .map(({ name, label }) => (
            <li key={name}>
              <a href={`#field-${name}`}>{label}</a>
            </li>
          ))}
      </ul>
    </Notice>
  );
}
