import { listMediaStorageLinks } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { Moment } from '../parts/day.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';
import { addressOf } from '../router.ts';
import { inQuery, whoOf } from './folder-calls.ts';
import { FolderHead } from './folder-head.tsx';

const texts = inLanguages(
  {
    title: 'Кому дано посилання',
    lead: 'Посилання дає змогу завантажити або отримати один файл, доки не спливе. Чи ним скористалися, реєстр не знає.',
    back: 'Файли договорів',
    one: 'Лише файл',
    all: 'Показати всі файли',
    file: 'Файл',
    action: 'Для чого',
    PUT: 'завантажити',
    GET: 'отримати',
    who: 'Хто',
    at: 'Коли',
    until: 'Діє до',
    empty: 'Посилань ще не давали.',
  },
  {
    title: 'Who got which link',
    lead: 'A link lets its holder upload or fetch one file until it expires. Whether it was used, the registry does not know.',
    back: 'Contract files',
    one: 'Only the file',
    all: 'Show all files',
    file: 'File',
    action: 'What for',
    PUT: 'to upload',
    GET: 'to fetch',
    who: 'Who',
    at: 'When',
    until: 'Good until',
    empty: 'No links were given yet.',
  },
);

export default function FolderLinks({ params: { id = '' } }: PageProps) {
  const words = useTexts(texts);
  return (
    <>
      <p class="back">
        <a href={addressOf('/console/folders/:id', { id })}>← {words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <FolderHead id={id}>{() => <Links id={id} />}</FolderHead>
    </>
  );
}

function Links({ id }: { id: string }) {
  const { session, place, setQuery } = useConsole();
  const words = useTexts(texts);
  const page = Number(place.query.get('page')) || 1;
  const file = place.query.get('file') ?? undefined;
  const asked = useAsked(
    (signal) => {
      const query = { resource_id: id, page, ...(file && { resource_name: inQuery(file) }) };
      return listMediaStorageLinks(session.client, { query, signal });
    },
    [id, page, file],
  );
  return (
    <>
      {file !== undefined && (
        <p>
          {words.one} <bdi>{file}</bdi>.{' '}
          <button type="button" class="link" onClick={() => setQuery({ file: undefined, page: undefined })}>
            {words.all}
          </button>
        </p>
      )}
      <Shown of={asked}>
        {({ data, paging }) => (
          <div class="files links">
            <Table
              name={words.title}
              rows={data}
              keyOf={({ request_id }) => request_id}
              empty={words.empty}
              columns={[
                { title: words.file, cell: ({ resource_name }) => <bdi>{resource_name}</bdi> },
                { title: words.action, cell: ({ action }) => words[action] },
                { title: words.who, cell: (link) => <bdi>{whoOf(link)}</bdi> },
                { title: words.at, isNarrow: true, cell: (link) => <Moment at={link.inserted_at} /> },
                { title: words.until, isNarrow: true, cell: (link) => <Moment at={link.expires_at} /> },
              ]}
            />
            <Pager paging={paging} />
          </div>
        )}
      </Shown>
    </>
  );
}
