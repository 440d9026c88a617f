import { useEffect, useState } from 'preact/hooks';
import { listMediaStorageFiles, listMediaStorageLinks } from '#client';
import { type PageProps, useConsole, useTexts } from '../console.ts';
import { inLanguages } from '../language/language.ts';
import { Shown, useAsked } from '../parts/asked.tsx';
import { addressOf } from '../router.ts';
import { Choose } from './choose.tsx';
import { FileList } from './file-list.tsx';
import { MANY, queueOf } from './folder-calls.ts';
import { FolderHead } from './folder-head.tsx';
import { isUnfinished } from './queue.ts';
import { QueueRows } from './queue-rows.tsx';

const PAGE_SIZE = 50;

const texts = inLanguages(
  {
    title: 'Файли договорів',
    inFolder: 'У папці',
    links: 'Кому дано посилання на ці файли',
    readOnly:
      'Ви можете лише переглядати перелік. Щоб завантажувати й відкривати файли, потрібен дозвіл private_contracts:write: його дає оператор реєстру.',
  },
  {
    title: 'Contract files',
    inFolder: 'In the folder',
    links: 'Who got links to these files',
    readOnly:
      'You may only look at the list. To upload and open files you need the scope private_contracts:write, which an operator of the registry grants.',
  },
);

export default function Folder({ params: { id = '' } }: PageProps) {
  const words = useTexts(texts);
  return (
    <>
      <h1>{words.title}</h1>
      <FolderHead id={id}>{() => <Files id={id} />}</FolderHead>
    </>
  );
}

function Files({ id }: { id: string }) {
  const { session, place } = useConsole();
  const { client } = session;
  const words = useTexts(texts);
  const mayWrite = session.can('private_contracts:write');
  const queue = queueOf(client);
  const [, setTurn] = useState(0);
  useEffect(() => queue.onChange(() => setTurn((turn) => turn + 1)), []);
  const rows = queue.rows(id);
  // What was cancelled late may have arrived as well.
  const settled = rows.filter((row) => !isUnfinished(row)).length;
  const page = Number(place.query.get('page')) || 1;
  const files = useAsked(
    (signal) =>
      listMediaStorageFiles(client, { query: { resource_id: id, page, page_size: PAGE_SIZE }, signal }),
    [id, page, settled],
  );
  const links = useAsked(
    (signal) => listMediaStorageLinks(client, { query: { resource_id: id, page_size: MANY }, signal }),
    [id, settled],
  );
  return (
    <>
      {mayWrite ? <Choose onFiles={(chosen) => void queue.add(id, chosen)} /> : <p>{words.readOnly}</p>}
      <QueueRows queue={queue} rows={rows} />
      <h2>{words.inFolder}</h2>
      <Shown of={files}>
        {({ data, paging }) => (
          <FileList id={id} files={data} paging={paging} links={links.value?.data} mayRead={mayWrite} />
        )}
      </Shown>
      <p>
        <a href={addressOf('/console/folders/:id/links', { id })}>{words.links}</a>
      </p>
    </>
  );
}
