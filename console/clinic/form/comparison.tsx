import { useState } from 'preact/hooks';
import { getHistoryOfOwnLicense, type Schemas } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { inLanguages } from '../../language/language.ts';
import { useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { Notice } from '../../parts/notice.tsx';
import { differing, type FieldName, fieldsOf, type LicenseFields } from './fields.ts';
import { questionTexts } from './questions.tsx';

const texts = inLanguages(
  {
    title: 'Поки ви працювали, ліцензію змінив хтось інший',
    text: 'Ваше не загублено, і нічого ще не записано. Виберіть для кожного поля, що лишити.',
    changed: 'Останню зміну зроблено',
    bySystem: 'від імені НСЗУ або оператором',
    ours: 'Ваше',
    theirs: 'Зараз у реєстрі',
    empty: 'порожньо',
    allOurs: 'Усе моє',
    allTheirs: 'Усе з реєстру',
    back: 'Узяти вибране у форму',
    next: 'Нічого не надсилаємо, доки ви не збережете зміни.',
  },
  {
    title: 'Somebody else changed this licence while you worked on it',
    text: 'Yours is not lost, and nothing is written yet. Choose for each field what to keep.',
    changed: 'It was changed last',
    bySystem: 'for НСЗУ or by an operator',
    ours: 'Yours',
    theirs: 'In the registry now',
    empty: 'empty',
    allOurs: 'All of mine',
    allTheirs: 'All of the registry’s',
    back: 'Take what is chosen into the form',
    next: 'Nothing is sent before you save the changes.',
  },
);

type Side = 'ours' | 'theirs';
type ComparisonProps = {
  /** As it is now. */
  license: Schemas['License'];
  ours: LicenseFields;
  /** What ours was begun with. */
  base: LicenseFields;
  choose(chosen: LicenseFields): void;
};

/** Two versions, field by field. What we did not touch is taken from the registry unless somebody says otherwise. */
export function Comparison({ license, ours, base, choose }: ComparisonProps) {
  const words = useTexts(texts);
  const theirs = fieldsOf(license);
  const names = differing(ours, theirs);
  const touched = differing(ours, base);
  const [sides, setSides] = useState<Partial<Record<FieldName, Side>>>({});
  const sideOf = (name: FieldName): Side => sides[name] ?? (touched.includes(name) ? 'ours' : 'theirs');
  const takeAll = (side: Side) => setSides(Object.fromEntries(names.map((name) => [name, side])));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const from = { ours, theirs };
    const chosen = names.map((name) => [name, from[sideOf(name)][name]]);
    choose({ ...theirs, ...Object.fromEntries(chosen) });
  };
  return (
    <form onSubmit={submit}>
      <Notice kind="warn" title={words.title} isAlert>
        <p>{words.text}</p>
        <LastChange id={license.id} />
      </Notice>
      <p class="actions">
        <button type="button" class="button second" onClick={() => takeAll('ours')}>
          {words.allOurs}
        </button>
        <button type="button" class="button second" onClick={() => takeAll('theirs')}>
          {words.allTheirs}
        </button>
      </p>
      {names.map((name) => (
        <Choice
          key={name}
          name={name}
          versions={{ ours: ours[name], theirs: theirs[name] }}
          side={sideOf(name)}
          take={(side) => setSides({ ...sides, [name]: side })}
        />
      ))}
      <div class="actions">
        <button type="submit" class="button">
          {words.back}
        </button>
        <span class="quiet">{words.next}</span>
      </div>
    </form>
  );
}

type ChoiceProps = { name: FieldName; versions: Record<Side, string>; side: Side; take(side: Side): void };

function Choice({ name, versions, side, take }: ChoiceProps) {
  const words = useTexts(texts);
  const { label } = useTexts(questionTexts)[name];
  return (
    <fieldset class="choices field">
      <legend>{label}</legend>
      {(['ours', 'theirs'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={side === each} onChange={() => take(each)} />
          <small>{words[each]}</small>
          {versions[each] ? <bdi class="version">{versions[each]}</bdi> : <em>{words.empty}</em>}
        </label>
      ))}
    </fieldset>
  );
}

/** A page beyond the last is the last: one entry a page, and it is the latest change. */
const LAST = { page: 1_000_000_000, page_size: 1 };

function LastChange({ id }: { id: string }) {
  const { session } = useConsole();
  const words = useTexts(texts);
  const { value } = useAsked(
    (signal) => getHistoryOfOwnLicense(session.client, { path: { id }, query: LAST, signal }),
    [id],
  );
  const change = value?.data[0];
  if (change === undefined) return null;
  return (
    <p>
      {words.changed} <Moment at={change.inserted_at} />, <bdi>{change.actor_email ?? words.bySystem}</bdi>.
    </p>
  );
}
