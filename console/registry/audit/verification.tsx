import { type Schemas, verifyAuditLog } from '#client';
import { useConsole, useTexts } from '../../console.ts';
import { counted, docsOf, inLanguages, numberText } from '../../language/language.ts';
import { Shown, useAsked } from '../../parts/asked.tsx';
import { Moment } from '../../parts/day.tsx';
import { Notice } from '../../parts/notice.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Table } from '../../parts/table.tsx';
import { Trail } from '../engine/trail.tsx';

const texts = inLanguages(
  {
    title: 'Чи журнал цілий',
    lead: 'Кожен запис журналу містить хеш попереднього, тож змінений, вилучений чи підкладений запис порушує ланцюжок.',
    whole: 'Журнал цілий',
    broken: 'Журнал хтось змінив',
    brokenText:
      'Нічого не виправляйте. Зробіть копію бази такою, якою вона є, і знайдіть останні збережені вершини, що ще збігаються.',
    checked: (rows: string, all: string) =>
      `Перевірено вершини всіх ланцюжків і найновіші записи кожного: ${rows}, а всього їх ${all}.`,
    rows: (count: number) =>
      counted('uk', count, { one: 'запис', few: 'записи', many: 'записів', other: 'запису' }),
    full: 'Увесь журнал перевіряє команда',
    how: 'Як берегти журнал',
    again: 'Перевірити ще раз',
    faults: 'Що не сходиться',
    lane: 'Ланцюжок',
    position: 'Місце',
    row: 'Запис',
    fault: 'Що саме',
    heads: 'Вершини ланцюжків',
    headsText:
      'Збережіть їх там, куди адміністратори бази не мають доступу. Тоді порівняння виявить навіть журнал, переписаний від початку.',
    taken: 'Знято',
    save: 'Зберегти вершини у файл',
    show: 'Показати вершини',
  },
  {
    title: 'Whether the log is whole',
    lead: 'Every row of the log holds the hash of the one before, so a row that was changed, removed or slipped in breaks its chain.',
    whole: 'The log is whole',
    broken: 'Somebody has changed the log',
    brokenText:
      'Mend nothing. Take a copy of the database as it is, and look for the latest kept heads that still fit.',
    checked: (rows: string, all: string) =>
      `The heads of all chains and the newest rows of each were checked: ${rows} of ${all}.`,
    rows: (count: number) => counted('en', count, { one: 'row', other: 'rows' }),
    full: 'The whole log is verified by the command',
    how: 'How to guard the log',
    again: 'Verify again',
    faults: 'What does not fit',
    lane: 'Chain',
    position: 'Place',
    row: 'Row',
    fault: 'What it is',
    heads: 'Heads of the chains',
    headsText:
      'Keep them where the administrators of the database have no access. Compared with them, even a log that was written anew from its beginning is found.',
    taken: 'Taken',
    save: 'Save the heads as a file',
    show: 'Show the heads',
  },
);
type Verification = Schemas['AuditVerification'];

export default function AuditVerification() {
  const { session } = useConsole();
  const words = useTexts(texts);
  const asked = useAsked((signal) => verifyAuditLog(session.client, { signal }), []);
  return (
    <>
      <Trail />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Shown of={asked}>
        {({ data }) => (
          <>
            <Outcome verification={data} />
            <p>
              <button type="button" class="button second" onClick={asked.again}>
                {words.again}
              </button>
            </p>
            {data.faults.length > 0 && <Faults faults={data.faults} />}
            <Heads heads={data.heads} />
          </>
        )}
      </Shown>
    </>
  );
}

function Outcome({ verification: { is_whole, rows, checked_rows } }: { verification: Verification }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  return (
    <div role="status">
      <Notice kind={is_whole ? 'good' : 'bad'} title={is_whole ? words.whole : words.broken}>
        {!is_whole && <p>{words.brokenText}</p>}
        <p>{words.checked(words.rows(checked_rows), numberText(language, rows))}</p>
        <p>
          {words.full} <code>esoz audit verify</code>.{' '}
          <a href={docsOf(language, 'how-to/guard-the-audit-log')}>{words.how}</a>
        </p>
      </Notice>
    </div>
  );
}

function Faults({ faults }: { faults: Verification['faults'] }) {
  const words = useTexts(texts);
  return (
    <>
      <h2>{words.faults}</h2>
      <Table
        name={words.faults}
        columns={[
          { title: words.lane, cell: ({ lane }) => lane ?? '—' },
          { title: words.position, cell: ({ position }) => position ?? '—' },
          { title: words.row, cell: ({ id }) => id ?? '—' },
          { title: words.fault, cell: ({ description }) => <span lang="en">{description}</span> },
        ]}
        rows={faults}
        keyOf={({ lane, position, kind }) => `${lane} ${position} ${kind}`}
        empty=""
      />
    </>
  );
}

function Heads({ heads }: { heads: Verification['heads'] }) {
  const words = useTexts(texts);
  const { lanes = [], ...rest } = heads as { taken_at?: string; lanes?: readonly unknown[] };
  // As `esoz audit heads` writes it: a line a lane, so that two files can be compared by eye.
  const text = `${JSON.stringify(rest, null, 2).replace(/\n\}$/, '')},\n  "lanes": [\n${lanes
    .map((lane) => `    ${JSON.stringify(lane)}`)
    .join(',\n')}\n  ]\n}\n`;
  const save = () =>
    saveFile(`heads-${rest.taken_at?.slice(0, 10)}.json`, new Blob([text], { type: 'application/json' }));
  return (
    <>
      <h2>{words.heads}</h2>
      <p class="quiet">{words.headsText}</p>
      <p>
        <button type="button" class="button" onClick={save}>
          {words.save}
        </button>
      </p>
      <details>
        <summary>{words.show}</summary>
        {rest.taken_at && (
          <p class="quiet">
            {words.taken} <Moment at={rest.taken_at} isExact />
          </p>
        )}
        <pre>{text}</pre>
      </details>
    </>
  );
}
