import { listMediaStorageFiles } from '#client';
import { useConsole, useTexts } from '../console.ts';
import { inLanguages, sizeText } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';

const texts = inLanguages(
  {
    title: 'Файли договорів',
    file: 'Файл',
    size: 'Розмір',
    when: 'Змінено',
    none: 'У папці закладу ще немає файлів.',
    all: 'До папки закладу',
  },
  {
    title: 'Contract files',
    file: 'File',
    size: 'Size',
    when: 'Changed',
    none: 'The folder of the clinic has no files yet.',
    all: 'To the folder of the clinic',
  },
);
/** Enough to see that there is something; the rest is a page of its own. */
const FIRST = 10;

export function CardFiles({ id }: { id: string }) {
  const { session, settings } = useConsole();
  const words = useTexts(texts);
  const files = useAsked(
    (signal) =>
      listMediaStorageFiles(session.client, { query: { resource_id: id, page_size: FIRST }, signal }),
    [id],
  );
  return (
    <section aria-labelledby="files">
      <h2 id="files">{words.title}</h2>
      <Shown of={files}>
        {({ data }) => (
          <Table
            name={words.title}
            rows={data}
            keyOf={({ resource_name }) => resource_name}
            empty={words.none}
            columns={[
              { title: words.file, cell: ({ resource_name }) => <bdi>{resource_name}</bdi> },
              {
                title: words.size,
                isNarrow: true,
                cell: ({ size }) => sizeText(settings.language, size),
              },
              { title: words.when, isNarrow: true, cell: (file) => <Moment at={file.last_modified} /> },
            ]}
          />
        )}
      </Shown>
      <p>
        <a href={addressOf('/console/folders/:id', { id })}>{words.all}</a>
      </p>
    </section>
  );
}
