import { useConsole, useTexts } from '../console.ts';
import { inLanguages, type Language, numberText, sizeText } from '../language/language.ts';
import { Moment } from '../parts/day.tsx';
import { Literal } from '../parts/failure.tsx';
import { Tag } from '../parts/tag.tsx';
import { HOME } from '../router.ts';
import type { Existing, Row, Step } from './queue.ts';
import { causeOf, reasonOf, rename, unfit } from './queue-words.ts';

const texts = inLanguages(
  {
    looking: 'перевіряємо назву',
    waiting: 'чекає на чергу',
    steps: { link: 'посилання', moving: 'завантаження', comparing: 'перевірка' },
    arrived: 'завантажено',
    same: 'Контрольна сума збігається.',
    untold: 'Сховище не назвало контрольної суми, тож порівняти її нема з чим.',
    exists: 'уже є',
    chosen: 'Файл із такою назвою ви вже вибрали.',
    came: 'У папці з',
    by: 'завантажено за посиланням для',
    failed: 'не вдалося',
    unfit: 'не надіслано',
    aborted: 'скасовано',
    at: (percent: string) => `на ${percent} %`,
    left: (time: string) => `ще ${time}`,
    second: 'с',
    minute: 'хв',
    signIn: 'Увійти в новій вкладці',
  },
  {
    looking: 'looking at the name',
    waiting: 'waits for its turn',
    steps: { link: 'link', moving: 'upload', comparing: 'check' },
    arrived: 'uploaded',
    same: 'The checksum is the same.',
    untold: 'The store told no checksum, so there is nothing to compare with.',
    exists: 'exists already',
    chosen: 'You have chosen a file of this name already.',
    came: 'In the folder since',
    by: 'uploaded by a link for',
    failed: 'failed',
    unfit: 'not sent',
    aborted: 'cancelled',
    at: (percent: string) => `at ${percent} %`,
    left: (time: string) => `${time} left`,
    second: 's',
    minute: 'min',
    signIn: 'Sign in in a new tab',
  },
);

/** Where a file is on its way, and what to do where it is stuck. */
export function QueueStep({ row }: { row: Row }) {
  const words = useTexts(texts);
  const { step } = row;
  if (step.kind === 'looking' || step.kind === 'waiting') return <Tag kind="rest">{words[step.kind]}</Tag>;
  if (step.kind === 'exists') return <Exists existing={step.existing} />;
  if (step.kind === 'arrived')
    return (
      <>
        <Tag kind="good">{words.arrived}</Tag>
        <small>{step.isVerified ? words.same : words.untold}</small>
      </>
    );
  if (step.kind === 'unfit' || step.kind === 'failed') return <Stuck row={row} step={step} />;
  return <Moving row={row} step={step} />;
}

const STEPS = ['link', 'moving', 'comparing'] as const;

function Moving({ row, step }: { row: Row; step: Step & { kind: (typeof STEPS)[number] } }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  const { size } = row.file;
  const share = step.kind === 'moving' ? step.done / size : step.kind === 'comparing' ? 1 : 0;
  return (
    <>
      <ol class="steps">
        {STEPS.map((kind) => (
          <li key={kind} aria-current={kind === step.kind ? 'step' : undefined}>
            {words.steps[kind]}
          </li>
        ))}
      </ol>
      <progress aria-label={row.name} max="1" value={share} />
      <small>
        {numberText(language, Math.floor(share * 100))} %
        {step.kind === 'moving' && step.speed !== undefined && step.speed > 0 && (
          <>
            {' · '}
            {sizeText(language, step.speed)}/{words.second}
            {' · '}
            {words.left(durationText(language, (size - step.done) / step.speed))}
          </>
        )}
      </small>
    </>
  );
}

function Exists({ existing }: { existing: Existing | 'chosen' }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  return (
    <>
      <Tag kind="warn">{words.exists}</Tag>
      {existing === 'chosen' ? (
        <small>{words.chosen}</small>
      ) : (
        <small>
          {words.came} <Moment at={existing.at} />, {sizeText(language, existing.size)}
          {existing.by !== undefined && (
            <>
              , {words.by} <bdi>{existing.by}</bdi>
            </>
          )}
          .
        </small>
      )}
    </>
  );
}

function Stuck({ row, step }: { row: Row; step: Step & { kind: 'unfit' | 'failed' } }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  if (step.kind === 'unfit')
    return (
      <>
        <Tag kind="bad">{words.unfit}</Tag> {unfit[language][step.why]}
        {step.why !== 'large' && step.why !== 'unreadable' && <small>{rename[language]}</small>}
      </>
    );
  const { outcome, done } = step;
  const cause = causeOf(outcome, navigator.onLine);
  const [what, then] = reasonOf(outcome, language, navigator.onLine);
  if (cause === 'aborted') return <Tag kind="rest">{words.aborted}</Tag>;
  const percent = done > 0 && done < row.file.size ? Math.floor((done / row.file.size) * 100) : undefined;
  return (
    <>
      <Tag kind="bad">{words.failed}</Tag> {what}
      {percent !== undefined && ` ${words.at(numberText(language, percent))}`}
      <small>{then}</small>
      {cause === 'tokens' && (
        <a href={HOME} target="_blank" rel="noreferrer">
          {words.signIn}
        </a>
      )}
      <Literal failed={outcome} />
      {outcome.error.kind === 'store' && (
        <small>
          <q lang="en">
            {outcome.error.code ?? outcome.status}: {outcome.error.message}
          </q>
        </small>
      )}
    </>
  );
}

const MINUTE_S = 60;

/** As exact as a guess can be: seconds below a minute, minutes above. */
function durationText(language: Language, seconds: number): string {
  const [count, unit] =
    seconds < MINUTE_S ? ([seconds, 'second'] as const) : ([seconds / MINUTE_S, 'minute'] as const);
  return `${numberText(language, Math.max(1, Math.ceil(count)))}\u00a0${texts[language][unit]}`;
}
