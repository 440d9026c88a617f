import { useConsole, useTexts } from '../console.ts';
import { counted, inLanguages, type Language, numberText, sizeText } from '../language/language.ts';
import { Table } from '../parts/table.tsx';
import type { Queue, Row } from './queue.ts';
import { QueueStep } from './queue-step.tsx';
import { RowAction } from './row-action.tsx';

const texts = inLanguages(
  {
    title: 'Завантаження',
    file: 'Файл',
    step: 'Стан',
    actions: 'Дія',
    stay: 'Не закривайте цієї вкладки. Інші сторінки консолі відкривати можна.',
    of: (done: string, all: string) => `Завантажено ${done} з ${all}.`,
    cancel: 'Скасувати',
    replace: 'Замінити',
    leave: 'Лишити як є',
    again: 'Спробувати ще раз',
    remove: 'Прибрати',
  },
  {
    title: 'Uploads',
    file: 'File',
    step: 'State',
    actions: 'Action',
    stay: 'Keep this tab open. You may go to other pages of the console.',
    of: (done: string, all: string) => `${done} of ${all} uploaded.`,
    cancel: 'Cancel',
    replace: 'Replace',
    leave: 'Leave it as it is',
    again: 'Try again',
    remove: 'Remove',
  },
);

const files = (language: Language, count: number) =>
  counted(
    language,
    count,
    language === 'uk'
      ? { one: 'файлу', few: 'файлів', many: 'файлів', other: 'файлу' }
      : { one: 'file', other: 'files' },
  );

/** What hides or reorders letters, written out: no name reads as another. */
const legible = (name: string): string =>
  name.replaceAll(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (hidden) => `[U+${hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );

/** What was chosen for this folder, in the order in which it was. Nothing where nothing was. */
export function QueueRows({ queue, rows }: { queue: Queue; rows: readonly Row[] }) {
  const { language } = useConsole().settings;
  const words = useTexts(texts);
  if (rows.length === 0) return null;
  const arrived = rows.filter(({ step }) => step.kind === 'arrived').length;
  return (
    <section class="queue" aria-labelledby="queue">
      <h2 id="queue" tabIndex={-1}>
        {words.title}
      </h2>
      <p role="status">{words.of(numberText(language, arrived), files(language, rows.length))}</p>
      {queue.isUnfinished() && <p class="quiet">{words.stay}</p>}
      <Table
        name={words.title}
        rows={rows}
        keyOf={({ id }) => String(id)}
        empty=""
        columns={[
          {
            title: words.file,
            cell: ({ name, file }) => (
              <>
                <bdi>{legible(name)}</bdi>
                <small>{sizeText(language, file.size)}</small>
              </>
            ),
          },
          { title: words.step, cell: (row) => <QueueStep row={row} /> },
          { title: words.actions, cell: (row) => <Actions queue={queue} row={row} /> },
        ]}
      />
    </section>
  );
}

/** The first button stays where it is while its row goes on, and keeps the focus. */
function Actions({ queue, row }: { queue: Queue; row: Row }) {
  const words = useTexts(texts);
  const { kind } = row.step;
  const remove = () => {
    queue.remove(row);
    document.getElementById(queue.rows(row.folder).length > 0 ? 'queue' : 'choose')?.focus();
  };
  const isOver = kind === 'arrived' || kind === 'unfit';
  const isStuck = kind === 'exists' || kind === 'failed';
  const [word, act] = isOver
    ? [words.remove, remove]
    : isStuck
      ? [kind === 'exists' ? words.replace : words.again, () => queue.go(row)]
      : [words.cancel, () => queue.cancel(row)];
  return (
    <div class="row-actions">
      <RowAction word={word} name={row.name} act={act} />
      {isStuck && (
        <RowAction word={kind === 'exists' ? words.leave : words.remove} name={row.name} act={remove} />
      )}
    </div>
  );
}
