import { useConsole, useTexts } from '../console.ts';
import { counted, inLanguages, type Language, numberText, sizeText } from '../language/language.ts';
import { Table } from '../parts/table.tsx';
import type { Queue, Row } from './queue.ts';
import { QueueStep } from './queue-step.tsx';

const texts = inLanguages(
  {
    title: 'Завантаження',
    file: 'Файл',
    step: 'Стан',
    actions: 'Дія',
    stay: 'Не закривайте цієї вкладки. На інші сторінки консолі переходити можна.',
    of: (done: string, all: string) => `Завантажено ${done} з ${all}.`,
    cancel: 'Скасувати',
    replace: 'Замінити',
    leave: 'Лишити як є',
    again: 'Спробувати ще раз',
    remove: 'Прибрати',
    named: (action: string, name: string) => `${action}: ${name}`,
  },
  {
    title: 'Uploads',
    file: 'File',
    step: 'State',
    actions: 'Action',
    stay: 'Do not close this tab. You may go to other pages of the console.',
    of: (done: string, all: string) => `${done} of ${all} uploaded.`,
    cancel: 'Cancel',
    replace: 'Replace',
    leave: 'Leave it as it is',
    again: 'Try again',
    remove: 'Remove',
    named: (action: string, name: string) => `${action}: ${name}`,
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
                <bdi>{name}</bdi>
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
  const button = (word: string, act: () => void) => (
    <button type="button" class="link" aria-label={words.named(word, row.name)} onClick={act}>
      {word}
    </button>
  );
  if (kind === 'arrived' || kind === 'unfit')
    return <div class="row-actions">{button(words.remove, remove)}</div>;
  if (kind === 'exists')
    return (
      <div class="row-actions">
        {button(words.replace, () => queue.go(row))}
        {button(words.leave, remove)}
      </div>
    );
  if (kind === 'failed')
    return (
      <div class="row-actions">
        {button(words.again, () => queue.go(row))}
        {button(words.remove, remove)}
      </div>
    );
  return <div class="row-actions">{button(words.cancel, () => queue.cancel(row))}</div>;
}
